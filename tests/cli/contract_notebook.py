"""What is done to a notebook before the outputs of commands are compared."""

NOTEBOOK = (
    "speaker edit 颜水成 --en 'Yan Shuicheng' --alias 'S. Yan' --url https://e.org/yan --note guest",
    "speaker add DeepSeek --kind organisation",
    "source add talk.md --kind 'round table' --zh 今夜科技谈 --publisher GeekPark --language en "
    "--url https://e.org/talk --published 2024-10 --recorded 2024-09-14 --note live",
    "concept edit o1 --zh 草莓 --alias 'OpenAI o1' --kind system --url https://e.org/o1 --note new",
    "concept add o1-preview --broader o1",
    "add 'DeepSeek trains on few chips' --speaker 汪华 --kind fact --weight detail --tag chips "
    "--tag money --about o1-preview --about o1 --note 'Two lines,\nthe second.' "
    "--source 2 --turn 3 --quote 'DeepSeek trains on few chips'",
    "add '=1+1 papers are enough' --speaker DeepSeek",
    "position edit 5 --said ''",
    "position add 2 DeepSeek agrees --said 2025 --source 2 --turn 3 --quote 'it takes months'",
    "agree 2 颜水成 --source 2 --turn 3 --quote Months --note 'he said maybe'",
    "link add 3 supports 2 --by 汪华",
    "predict 1 2 --statement 'A model level with o1 is open' --zh 有开源模型追平o1 "
    "--criteria 'level on public benchmarks' --horizon 'within months' --opens 2024-10 "
    "--by 2027-01 --tag models --note 'more than the claim says'",
    "forecast 2 汪华 60% --low 50% --high 70% --words 大概率 --on 2024-09 --note 'said twice'",
    "forecast 2 DeepSeek --words maybe --on 2025",
    "predict 4",
    "evidence add 'DeepSeek-R1 report' --url https://arxiv.org/abs/2501.12948 "
    "--published 2025-01-22 --quote 'comparable to o1' --grade primary --note 'read whole'",
    "resolve 2 partly --on 2025-01-20 --fraction 50% --confidence medium --note 'on maths' "
    "--evidence https://arxiv.org/abs/2501.12948 --against https://e.org/no",
    "withdraw 1 --because 'too early'",
    "predict 2 --by 2025",
    "resolve 4 right --on 2025-01",
    "claim check 3 wrong --on 2025-02-01",
    "import more.yaml",
    "add 'Chips are dear'",
    "evidence add 'What was said in Beijing'",
    "source add Paper",
    "view add 'On chips' about:o1 due:..today --note 'for the meeting'",
    "view add Facts kind:fact",
    "claim edit 3 --tag cost --not-tag money",
)
"""What is done to the notebook of the fixture `table`; then somebody undoes the last of it. Every
field is filled in somewhere, and what may be empty is so elsewhere: tests/docs/test_json.py sees to
that."""


ARGUMENT = (
    # A stance, a probability and a deadline move …
    "partly 2 汪华 --said 2025-03 --quote 'Some of it.'",
    "forecast 2 汪华 30% --on 2026-01 --words unlikely",
    "predict 2 --by 2029",
    "forecast 6 汪华 70% --on 2026-02",
    # … and claims rest on each other, in a circle, too.
    "link add 3 supports 1",
    "add 'Chips are few' --speaker 颜水成 --said 2024-09-14",
    "link add 7 supports 1 --by 颜水成",
    "link add 1 depends-on 3",
    "link add 4 supports 7",
    "link add 1 supports 4",
    "disagree 7 汪华",
    "position edit 11 --said ''",
    "disagree 4 汪华",
    "predict 7 --by 2030",
    "add 'Maths is hard' --speaker 颜水成 --kind fact",
    "disagree 8 汪华",
    "claim check 8 right",
    "link add 8 supports 1",
    "link add 6 supports 8",
    "position add 6 颜水成 asserts",
    "disagree 6 汪华",
)
"""What is done before the views of arguments are shown."""


GROUND = ("import camps.yaml", "predict parks --by 2025", "resolve 6 right --on 2025-06")
"""What is done before claims are shown in the light of camps: there are some, and a verdict."""

CONFLICTS = (
    "import camps.yaml",
    "agree trams gus --said 2026",
    "agree zoos gus --said 2026",
    "disagree zoos gus --said 2026-02",
    "link add parks depends-on pools",
    "link add pools opposes parks",
    "link add tolls supports taxes",
    "link add taxes supports tolls",
)
"""What is done before conflicts are listed: one of each sort."""

APART = (
    "copy $KG_DATABASE other.db",
    "--database other.db claim edit 3 --tag power --statement 'DeepSeek has few chips'",
    "--database other.db link remove 1",
    "--database other.db claim remove 4",
    "--database other.db claim merge 2 6",
    "--database other.db concept add money",
    "--database other.db view add Pace text:years",
    "claim edit 3 --kind cause --statement 'DeepSeek owns few chips'",
    "claim edit 4 --tag papers",
    "claim edit 6 --note dearer --kind cause",
    "view add pace text:months",
    "concept add money",
)
"""What is done to a copy and to the notebook before the two are merged."""
