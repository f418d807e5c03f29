"""The one door to qualification: profiles, the rules' values, the verdict and what changes next.

Nothing is decided here. Values are in `assessment`, supplied profiles in `profiles`, the rules
in `rule_…`, waivers in `waivers`, the verdict in `verdict`, what lies ahead in `outlook`, the
same across many suppliers in `matrix`.
"""

from domain.assessment import Assessment as Assessment
from domain.assessment import Demand as Demand
from domain.assessment import EvidenceRef as EvidenceRef
from domain.assessment import Line as Line
from domain.assessment import Profile as Profile
from domain.assessment import ProfileException as ProfileException
from domain.assessment import alternatives as alternatives
from domain.outlook import next_changes as next_changes
from domain.profiles import CERTIFICATES_ON_FILE as CERTIFICATES_ON_FILE
from domain.profiles import GENERAL_B2B as GENERAL_B2B
from domain.profiles import all_profiles as all_profiles
from domain.profiles import default_profile as default_profile
from domain.profiles import profile_named as profile_named
from domain.profiles import profile_problems as profile_problems
from domain.profiles import supplied_profiles as supplied_profiles
from domain.profiles import usual_profile as usual_profile
from domain.verdict import assess as assess
from domain.verdict import shown_evidence as shown_evidence
