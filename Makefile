# make run    opens the app            make test         lint, types, contracts and tests
# make screenshots   renders every page and dialog into docs/screenshots/
PYTHON ?= python3
ARGS ?=
export PYTHON

.PHONY: run test screenshots

run:
	@scripts/set_up.sh window
	@.venv/bin/python main.py $(ARGS)

test:
	@scripts/set_up.sh tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q -n auto --dist worksteal $(ARGS)

screenshots:
	@scripts/set_up.sh tests
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m scripts.screenshots
