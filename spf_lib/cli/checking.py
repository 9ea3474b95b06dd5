"""Commands that check, and that let others check."""

import sys
from pathlib import Path

import click

from spf_lib.cli.arguments import AN_EXISTING_FILE
from spf_lib.cli.exits import CHECK_FAILED, exit_codes
from spf_lib.framework.tables import BadInput, Fault
from spf_lib.publish.archive import archive_edition
from spf_lib.publish.editions import edition_ids, read_edition
from spf_lib.publish.inputs import load_edition
from spf_lib.publish.layout import project_root
from spf_lib.publish.signing import (
    check_signature,
    sign_edition,
)
from spf_lib.publish.site_manifest import site_differences, site_report
from spf_lib.publish.templates import read_templates
from spf_lib.publish.verify import verify_archive, verify_edition
from spf_lib.publish.verify_report import verification_report
from spf_lib.publish.words_report import WordsRead, read_words, words_report


@click.command()
@click.argument("edition", required=False)
def check(edition: str | None) -> None:
    """Check the data, rules and parameters of EDITION, or of all, and list every fault.

    If there is none, read the officers' words against the figures: every number that the data do
    not bear out and that is not in the reviewed file is listed, with the nearest fact.
    """
    with exit_codes():
        root = project_root(Path.cwd())
        faults: list[Fault] = []
        words: list[WordsRead] = []
        for edition_id in [edition] if edition else edition_ids(root):
            try:
                read_templates(root, read_edition(root, edition_id))
                assessed = load_edition(root, edition_id)
                words.append(read_words(root, assessed))
            except BadInput as error:
                faults += error.faults
                continue
            click.echo(f"{edition_id}: {len(assessed.headlines)} measures, no fault")
        if faults:
            raise BadInput(faults)
        if report := words_report(words):
            click.echo(report)


@click.command()
@click.argument("edition", required=False)
@click.option("--archive", type=AN_EXISTING_FILE, help="Verify this archive of an edition.")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare this copy of the built site with its manifest.",
)
@click.option(
    "--signature",
    type=AN_EXISTING_FILE,
    metavar="PUBLIC_KEY",
    help="First check the manifest's signature with this Ed25519 key (PEM).",
)
def verify(
    edition: str | None, archive: Path | None, site: Path | None, signature: Path | None
) -> None:
    """Execute the published EDITION again and compare it with its manifest and ledger.

    Says that every figure and file is reproduced, or names each that is not, with what differs in
    data, rules, code, templates or environment. Instead of EDITION, an archive or a copy of the
    site can be given. An archive is executed with the code it holds, after that was found to be
    the code of its manifest: whether to trust the manifest, only its signature tells.
    """
    if len([given for given in (edition, archive, site) if given]) != 1:
        raise click.UsageError("give one of EDITION, --archive and --site")
    if site and signature:
        raise click.UsageError("a site is not signed: --signature goes with EDITION or --archive")
    with exit_codes():
        if site:
            differences = site_differences(site)
            click.echo(site_report(site, differences))
            sys.exit(CHECK_FAILED if differences else 0)
        if archive:
            found = verify_archive(archive, signature)
        else:
            root = project_root(Path.cwd())
            edition = read_edition(root, str(edition)).edition
            if signature:
                check_signature(root, edition, signature)
            found = verify_edition(root, edition)
        if signature:
            click.echo(f"The manifest is signed with the key of {signature}")
        click.echo(verification_report(found))
        sys.exit(0 if found.holds else CHECK_FAILED)


@click.command()
@click.argument("edition")
def archive(edition: str) -> None:
    """Write the archive of the published EDITION: enough to verify it anywhere, without git."""
    with exit_codes():
        root = project_root(Path.cwd())
        file = archive_edition(root, read_edition(root, edition).edition)
        click.echo(file.relative_to(root).as_posix())


@click.command()
@click.argument("edition")
@click.option(
    "--key",
    type=AN_EXISTING_FILE,
    required=True,
    help="A private Ed25519 key (PEM), such as `openssl genpkey -algorithm ed25519` makes.",
)
@click.option("--passphrase", is_flag=True, help="Ask for the key's passphrase.")
def sign(edition: str, key: Path, passphrase: bool) -> None:
    """Sign the manifest of the published EDITION; the signature is written beside it."""
    with exit_codes():
        root = project_root(Path.cwd())
        secret = click.prompt("Passphrase", hide_input=True).encode() if passphrase else None
        file = sign_edition(root, read_edition(root, edition).edition, key, secret)
        click.echo(file.relative_to(root).as_posix())
