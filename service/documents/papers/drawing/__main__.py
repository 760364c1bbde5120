"""Draw the templates that the service ships: ``python -m service.documents.papers.drawing``."""

from service.documents.papers.drawing import drawn
from service.documents.papers.shipped import FOLDER

for code, template in drawn().items():
    (FOLDER / f"{code}.docx").write_bytes(template)
