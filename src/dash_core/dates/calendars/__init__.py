"""Dates of other calendars, converted by `convertdate` and `japanera`.

    east_asian  年月日 and the years of eras -> words that the grammar reads
    other       Hijri, Persian, Hebrew and Republican dates -> `Span`
    ottoman     days and months of the Ottoman financial calendar -> `Span`
    pairs       one date in two calendars ("1365 AH / 1946")

The libraries are imported when the first such date is met.
"""
