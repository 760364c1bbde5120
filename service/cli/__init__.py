"""The commands under ``flask``, one file a word."""

from flask import Flask

from service.cli import (
    accounts,
    areas,
    attachments,
    audit,
    backup,
    checklists,
    demo,
    purge,
    referrals,
    rights,
    seal,
    serve,
    sync,
    tell,
    templates,
    units,
)

COMMANDS = (
    serve.serve_command,
    demo.load_demo_command,
    checklists.checklists,
    areas.areas,
    units.units,
    accounts.accounts,
    rights.rights_command,
    attachments.attachments,
    attachments.receipts,
    audit.audit,
    referrals.referrals,
    purge.purges,
    sync.sync,
    templates.templates,
    tell.tells,
    seal.seal,
    backup.backup_command,
    backup.restore_command,
)


def register_commands(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
