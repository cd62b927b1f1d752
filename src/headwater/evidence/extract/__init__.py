"""The de-identified extract: what it may hold, how it is written, and the one bridge to live rows.

Here lives the contract between the live system and everything above it. Only `build` may import
`headwater.table`; nothing here may import `headwater.vault`.
"""
