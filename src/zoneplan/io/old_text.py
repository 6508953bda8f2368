"""The text of a layer in old Vietnamese fonts, or decoded twice: reported, and converted when told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from zoneplan.io.format_rules import ENCODING_UNKNOWN
from zoneplan.io.formats.encodings import EXAMPLES, named
from zoneplan.io.raw import RawLayer
from zoneplan.io.text_rules import (
    TEXT_CAPITALS_FONT,
    TEXT_ENCODING_UNFIT,
    TEXT_OLD_ENCODING,
    TEXT_PARTLY_UNICODE,
)
from zoneplan.plan.finding import Finding
from zoneplan.text import Message, Text
from zoneplan.text.legacy import (
    ENCODING_NAMES,
    Encoding,
    convert,
    in_capitals_font,
    is_unicode,
    misread,
    recognise,
)

_FONTS = {encoding.value: encoding for encoding in Encoding}
_UNICODE = Text("Chữ đã là Unicode.", "The text is Unicode already.")
_OTHER = Text('Có vẻ là encoding = "{encoding}".', 'It seems to be encoding = "{encoding}".')
_FOREIGN = Text("Chữ này không phải tiếng Việt.", "The text is not Vietnamese.")
_SAMPLE = 60
_SURE = 99
_LIKELIER = 4
"""How many times likelier a text that can be read both ways is Unicode than old, by the names of Lào Cai."""


def restored(raw: RawLayer, layer_id: str, path: str, encoding: str | None) -> tuple[RawLayer, list[Finding]]:
    """Gives a layer with its text as Unicode as far as that was asked for, and what is wrong with the text.

    Names of columns come out in NFC, and so does whatever is converted.

    Args:
        raw: The layer as its reader gives it.
        layer_id: Its id in the plan.
        path: Its file, as the configuration writes it.
        encoding: What the configuration says of its text. An ``Encoding`` is converted, if it fits what is
            there; without one, or with a byte encoding, which is the reader's part, old text is only reported.
    """
    at = {"layer": layer_id, "path": path}
    name = encoding.strip().lower() if encoding else ""
    if name in _FONTS:
        return _converted(raw, _FONTS[name], at)
    if name and named(name) is None:
        return raw, [ENCODING_UNKNOWN.found(**at, encoding=encoding, known=list(EXAMPLES))]
    return _with_names(raw, {}), _suspected(_texts(raw), at)


def _texts(raw: RawLayer) -> list[str]:
    """Gives the different texts of a layer that are more than ASCII, the names of its columns first."""
    return _different(
        [*raw.columns, *(text for values in raw.columns.values() for text in _different(values))]
    )


def _different(values: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(value for value in values if isinstance(value, str) and not value.isascii()))


def _short(text: str) -> str:
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"


def _suspected(texts: Iterable[str], at: Mapping[str, str]) -> list[Finding]:
    guess = recognise(texts)
    if guess is None:
        return []
    return [
        TEXT_OLD_ENCODING.found(
            **at,
            font=ENCODING_NAMES[guess.encoding],
            encoding=guess.encoding.value,
            confidence=min(int(100 * guess.confidence), _SURE),
            count=guess.count,
            before=_short(guess.before),
            after=_short(guess.after),
        )
    ]


@dataclass(frozen=True, slots=True)
class _Change:
    """What an encoding would make of texts.

    Attributes:
        new: The texts that change, as they are and converted.
        kept: The texts that are Unicode already.
        gained: Those that have more Vietnamese words when converted.
        spoilt: Those that have words of no language then, and no fewer than before.
    """

    new: dict[str, str]
    kept: list[str]
    gained: list[str]
    spoilt: list[str]

    @property
    def fits(self) -> bool:
        """Whether it mends more texts than it leaves illegible, or only changes what can be read both ways."""
        return len(self.gained) > len(self.spoilt) or not (self.spoilt or self.kept)


def _change(texts: Sequence[str], encoding: Encoding) -> _Change:
    kept = [text for text in texts if is_unicode(text, encoding)]
    left = set(kept)
    after = {text: convert(text, encoding) for text in texts if text not in left}
    new = {text: changed for text, changed in after.items() if changed != normalize("NFC", text)}
    faults = {text: (misread(text), misread(text, encoding)) for text in new}
    gained = [text for text, (before, then) in faults.items() if then < before]
    spoilt = [text for text, (before, then) in faults.items() if 0 < then >= before]
    if len(kept) * _LIKELIER > len(gained):
        readable = [text for text, (before, _) in faults.items() if before == 0]
        kept, new = kept + readable, {text: new[text] for text in new if text not in set(readable)}
    return _Change(new, kept, gained, spoilt)


def _together(changes: Iterable[_Change]) -> _Change:
    whole = _Change({}, [], [], [])
    for change in changes:
        whole.new.update(change.new)
        whole.kept.extend(change.kept)
        whole.gained.extend(change.gained)
        whole.spoilt.extend(change.spoilt)
    return whole


def _converted(raw: RawLayer, encoding: Encoding, at: Mapping[str, str]) -> tuple[RawLayer, list[Finding]]:
    """Converts column by column, for a column added later is likely to be in Unicode throughout."""
    texts = _texts(raw)
    names = _change(_different(raw.columns), encoding)
    parts = {name: _change(_different(values), encoding) for name, values in raw.columns.items()}
    change = _together((names, *parts.values()))
    other = _other(texts, change, encoding)
    if other or not change.fits:
        return _with_names(raw, {}), [_unfit(texts, change, encoding, other, at)]
    columns = {
        name: [parts[name].new.get(v, v) if isinstance(v, str) else v for v in values]
        for name, values in raw.columns.items()
    }
    findings = [*_mixed(change, encoding, at), *_small_letters(change, encoding, at)]
    return _with_names(replace(raw, columns=columns), names.new), findings


def _other(texts: Sequence[str], change: _Change, encoding: Encoding) -> Encoding | None:
    """Gives the encoding that the texts are in rather, if another leaves fewer words of no language."""
    kept = set(change.kept)
    rest = [text for text in texts if text not in kept]
    guess = recognise(rest) if change.spoilt or not change.gained else None
    if guess is None or _family(guess.encoding) is _family(encoding):
        return None
    told, other = (sum(misread(text, e) for text in rest) for e in (encoding, guess.encoding))
    return guess.encoding if other < told else None


def _family(encoding: Encoding) -> Encoding:
    return Encoding.TCVN3 if encoding is Encoding.TCVN3_UPPER else encoding


def _with_names(raw: RawLayer, new: Mapping[str, str]) -> RawLayer:
    """Gives a layer with the names of its columns converted and in NFC, unless two would become one."""
    names = [normalize("NFC", new.get(name, name)) for name in raw.columns]
    if len(set(names)) < len(names) or names == list(raw.columns):
        return raw
    columns: dict[str, Sequence[Any]] = dict(zip(names, raw.columns.values(), strict=True))
    return replace(raw, columns=columns)


def _unfit(
    texts: Sequence[str], change: _Change, encoding: Encoding, other: Encoding | None, at: Mapping[str, str]
) -> Finding:
    if other:
        hint, shown = Message.of(_OTHER, encoding=other.value), change.spoilt or texts
    elif change.kept:
        hint, shown = Message.of(_UNICODE), change.kept
    else:
        hint, shown = Message.of(_FOREIGN), change.spoilt
    before = max(shown, key=lambda text: (misread(text, encoding) > 0, -len(text)))
    after = convert(before, encoding)
    return TEXT_ENCODING_UNFIT.found(
        **at, font=ENCODING_NAMES[encoding], before=_short(before), after=_short(after), hint=hint
    )


def _mixed(change: _Change, encoding: Encoding, at: Mapping[str, str]) -> list[Finding]:
    if not change.kept or not change.new:
        return []
    before = min(change.gained, key=len)
    return [
        TEXT_PARTLY_UNICODE.found(
            **at,
            font=ENCODING_NAMES[encoding],
            count=len(change.kept),
            sample=_short(min(change.kept, key=len)),
            before=_short(before),
            after=_short(change.new[before]),
        )
    ]


def _small_letters(change: _Change, encoding: Encoding, at: Mapping[str, str]) -> list[Finding]:
    if encoding is not Encoding.TCVN3:
        return []
    for before, after in change.new.items():
        if in_capitals_font(after):
            wanted = convert(before, Encoding.TCVN3_UPPER)
            return [
                TEXT_CAPITALS_FONT.found(
                    **at, before=_short(before), after=_short(after), wanted=_short(wanted)
                )
            ]
    return []
