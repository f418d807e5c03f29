"""The `profiles` commands: what buyers demand, and sharing it with colleagues by a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cli import output
from cli.desk import (
    ForceOption,
    JsonOption,
    OutOption,
    RegisterOption,
    author,
    existing,
    now,
    open_desk,
)
from domain.facts import ProfileUse
from domain.qualification import Profile, supplied_profiles
from domain.vocabulary import Rule

app = typer.Typer(help="What buyers demand.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list", help="Print the requirement profiles, and for whom each is used.")
def list_profiles(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Print every profile: the supplied ones and the register's own."""
    with open_desk(register) as desk:
        uses = desk.reader.profile_uses()
        found = [_profile(profile, uses) for profile in desk.reader.profiles()]
        output.rows("profiles", found, as_json=as_json)


@app.command("export", help="Write profiles and buyers into a file to share.")
def export_profiles(
    out: OutOption, register: RegisterOption = None, force: ForceOption = False
) -> None:
    """Write the register's own profiles, its buyers, and for whom which profile is used."""
    from storage.sharing import export_shared

    with open_desk(register) as desk:
        export_shared(desk.reader, out, force=force)
        output.written(out)


@app.command("import", help="Take profiles and buyers from a shared file.")
def import_profiles(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False)],
    register: RegisterOption = None,
    replace: Annotated[list[str] | None, typer.Option(metavar="NAME")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add what is new; what is there with other content is asked about, unless named."""
    from storage.register import Register
    from storage.sharing import changes_for, read_shared

    shared = read_shared(file)
    path = existing(register)
    with Register.open(path, author=author(), now=now) as opened, opened.reader() as reader:
        changes, plan = changes_for(shared, reader, replace=replace or ())
        asks = bool(plan.conflicts) and not dry_run
        applied = bool(changes) and not dry_run and not asks
        if applied:
            opened.apply(changes, label=f"Take in {file.name}")
    output.shared(plan, applied=applied, as_json=as_json)
    if asks:
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(plan.conflicts))
        options = " ".join(f'--replace "{name}"' for name in dict.fromkeys(plan.conflicts))
        output.warn(
            f"The register has {names} with other content. Nothing was changed. "
            f"Answer with {options}."
        )
        raise typer.Exit(3)


def _profile(profile: Profile, uses: tuple[ProfileUse, ...]) -> dict[str, Any]:
    return {
        "profile": profile.name,
        "supplied": profile in supplied_profiles(),
        "description": profile.description,
        "standards": [
            {"standard": d.standard, "widely": d.widely, "shown": d.shown}
            for d in profile.standards
        ],
        "marks": list(profile.marks),
        "audit": profile.audit,
        "rules": [rule.value for rule in Rule if rule in profile.rules],
        "margin_days": profile.margin_days,
        "verification_months": profile.verification_months,
        "audit_months": profile.audit_months,
        "used_for": [
            {
                "buyer": use.buyer.name if use.buyer else None,
                "category": use.category,
                "criticality": use.criticality.value if use.criticality else None,
            }
            for use in uses
            if use.profile.casefold() == profile.name.casefold()
        ],
    }
