"""The smallest `krise.yaml` there can be, for folders of content that are about something else."""

CRISIS = """kinds:
  suizid: {name: {de: Suizid}, numbers: [notruf]}
numbers:
  notruf: {name: {de: Notruf}, call: "112", what: {de: Hilfe}}
expressions:
  suizid: {de: {say: [will nicht mehr leben]}}
"""
