"""An instruction as it is written: flags, words, pairs, heredocs, each with its span."""

from __future__ import annotations

from dockerlayers.render.facts.values import Json, span_value
from dockerlayers.syntax.nodes import Flag, Heredoc, Instruction, Pair, Word


def syntax_value(instruction: Instruction, *, has_place: bool = True) -> dict[str, Json]:
    """Write what the source says; a trigger that a base image left has no place in it."""
    return {
        "name": instruction.name,
        "keyword": _word(instruction.keyword, has_place=has_place),
        "lines": [instruction.line, instruction.end_line],
        "span": span_value(instruction.span) if has_place else None,
        "form": instruction.form.value,
        "flags": [_flag(flag, has_place=has_place) for flag in instruction.flags],
        "words": [_word(word, has_place=has_place) for word in instruction.words],
        "pairs": [_pair(pair, has_place=has_place) for pair in instruction.pairs],
        "heredocs": [_heredoc(heredoc, has_place=has_place) for heredoc in instruction.heredocs],
    }


def _word(word: Word, *, has_place: bool) -> Json:
    return {"text": word.text, "span": span_value(word.span) if has_place else None}


def _flag(flag: Flag, *, has_place: bool) -> Json:
    span = span_value(flag.span) if has_place else None
    return {"name": flag.name, "value": flag.value, "span": span}


def _pair(pair: Pair, *, has_place: bool) -> Json:
    span = span_value(pair.word.span) if has_place else None
    return {"key": pair.key, "value": pair.value, "is_legacy": pair.is_legacy, "span": span}


def _heredoc(heredoc: Heredoc, *, has_place: bool) -> Json:
    """Write a heredoc; its span is that of the body and the line that ends it, as whole lines."""
    return {
        "name": heredoc.name,
        "content": heredoc.content,
        "is_expanded": heredoc.expand,
        "strips_tabs": heredoc.chomp,
        "file_descriptor": heredoc.file_descriptor,
        "span": [heredoc.first_line, 1, heredoc.last_line + 1, 1] if has_place else None,
    }
