"""``python -m checklists`` lints the files beside it; ``flask checklists lint`` does the same."""

import sys

from checklists.lint import lint
from checklists.loader import OWN_FOLDER

if __name__ == "__main__":
    FAULTS = lint(OWN_FOLDER)
    print("\n".join(FAULTS) or "Checklists are in order.")
    sys.exit(bool(FAULTS))
