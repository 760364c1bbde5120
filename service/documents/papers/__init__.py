"""Papers: DOCX from templates that an office edits in Word, and PDF from the same DOCX.

Each paper declares its fields once (``declared.py`` gathers them); ``template.py`` refuses a
template that reads anything else, ``fill.py`` fills one, ``pdf.py`` prints, ``drawing/`` draws
those that the service ships in ``templates/``.
"""
