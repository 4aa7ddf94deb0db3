"""Facts about the language that a document is taken to be written in; every text here was written for this test."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.spoken import read_language
from agreementlint.language.tokens import Stems, tokenize

STEMS = Stems()

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("German", """Coachingvertrag. Zwischen Frau Anna Berger, im Folgenden die Coachin, und Herrn Paul Weiß, im Folgenden der
Klient, wird vereinbart: Die Coachin verpflichtet sich, über alles, was sie im Rahmen des Coachings erfährt, zu schweigen.
Der Klient kann den Vertrag jederzeit kündigen. Die Aufzeichnungen werden zwei Jahre nach dem letzten Gespräch vernichtet."""),
    ("French", """Contrat de coaching. Entre les soussignés, il est convenu que le coach garde pour lui tout ce que le client
lui confie pendant les séances. Le client peut mettre fin au contrat à tout moment. Les notes du coach sont détruites deux
ans après la dernière séance. Le prix de chaque séance est de cent euros, payable dans les trente jours."""),
    ("Spanish", """Contrato de coaching. Las partes acuerdan que el coach no revelará a nadie lo que el cliente le cuente en
las sesiones, salvo que la ley lo exija. El cliente puede poner fin al contrato en cualquier momento. Las notas del coach se
destruyen dos años después de la última sesión y el cliente puede pedir una copia de ellas."""),
    ("Dutch", """Coachingsovereenkomst. De coach zal niets van wat de coachee in de gesprekken vertelt aan anderen doorgeven,
tenzij de wet dat eist. De coachee kan de overeenkomst op elk moment beëindigen. De aantekeningen van de coach worden twee
jaar na het laatste gesprek vernietigd. De prijs van een gesprek is honderd euro en wordt door de coachee betaald."""),
    ("Italian", """Contratto di coaching. Il coach non rivela a nessuno ciò che il cliente gli dice durante le sessioni, salvo
che la legge lo richieda. Il cliente può recedere dal contratto in ogni momento. Gli appunti del coach sono distrutti due
anni dopo l'ultima sessione. Il prezzo di una sessione è di cento euro e il cliente lo paga alla fine del mese."""),
    ("Portuguese", """Contrato de coaching. O coach não revela a ninguém o que o cliente lhe diz nas sessões, a não ser que a
lei o exija. O cliente pode terminar o contrato em qualquer momento. As notas do coach são destruídas dois anos depois da
última sessão. O preço de uma sessão é de cem euros e o cliente paga no fim do mês."""),
    ("a language in Cyrillic script", """Договор об оказании коуч-услуг. Коуч обязуется не разглашать третьим лицам то, что
клиент сообщает ему на сессиях. Клиент может прекратить договор в любое время."""),
    ("English", "The coach keeps it secret."),
    ("English", "Coach: Jolijn van Diepenbrugge, Den Bosch. Coachee: Mw. de Vries. Opdrachtgever: Het Zuiden N.V."),
    ("English", """Vereinbarung über Coaching (English reading version). The Coach, Frau Dr. Friederike von der Au, and the
Coachee, Herr Jürgen zu Berg of the Technische Hochschule, agree that nothing said in a session will leave the room. The
Coachee may end the coaching at any time and need not say why. Notes are destroyed after two years."""),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_the_language_of_a_text_is_named(language: str, text: str) -> None:
    tokens, _ = tokenize(text, STEMS, [(0, len(text))])
    assert read_language(Counter(tokens.normals), text) == language
