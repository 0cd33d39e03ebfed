namespace DbArchitect.Sql.Lexing;

/// <summary>
/// The words the grammar decides by. The order is the meaning: those up to <see cref="LastReserved"/> are never a name and end an expression, those up
/// to <see cref="LastNoAlias"/> are never an alias without AS, all others are names wherever the grammar does not ask for them. Words that only
/// one place of the grammar knows are compared there.
/// </summary>
internal enum Keyword : ushort
{
    None,

    Select, From, Where, Group, Having, Order, Union, Except, Intersect, On, And, Or, Not, In, Is, Like, Between, As, Case, When, Then, Else, End,
    Join, Inner, Cross, Into, Set, With, Create, Insert, Update, Delete, Distinct, Null,
    LastReserved = Null,

    Left, Right, Full, Natural, Outer, Limit, Offset, Fetch, For, Window, Returning, Output, Minus, Using, Start, Connect, Pivot, Unpivot, Qualify,
    Tablesample, Sample, Option, Lateral, StraightJoin, Use, Force, Ignore, Partition, Values, Lock, Escape, Collate, Asc, Desc, Nulls, Div, Mod,
    Regexp, Rlike, Ilike, Similar, Glob, Match, Xor, Notnull, Isnull, Sounds, Member, Overlaps, Merge, Replace, Declare, If, Exec, Execute, Call,
    Begin, While, Print, Return, Alter, Drop, Truncate, Grant, Revoke, Deny, Commit, Rollback, Waitfor, Raiserror, Throw, Goto, MatchRecognize,
    Model, Indexed, Anti, Semi, Asof, At, Operator, Do, Deallocate, Close, Open, Save, Bulk, Dbcc, All, Any, Some, Exists, Default,
    LastNoAlias = Default,

    True, False, Unknown, Cast, TryCast, SafeCast, Convert, TryConvert, Parse, TryParse, Interval, Array, Row, Table, Index, View, Top, By,
    Recursive, Materialized, Only, First, Next, Last, Rows, Range, Groups, Percent, Ties, Of, Share, Nowait, Skip, Locked, Wait, Over, Filter,
    Within, Respect, Rollup, Cube, Grouping, Sets, Add, Column, Constraint, Primary, Key, Unique, Foreign, References, Check, Generated, Always,
    Identity, Cascade, Restrict, Temporary, Temp, Global, Local, Include, Clustered, Nonclustered, Concurrently, Columnstore, Fulltext, Spatial,
    Bitmap, Rename, To, Type, Modify, Change, Duplicate, Conflict, Nothing, Matched, Source, Target, Date, Time, Timestamp, Datetime, Binary, Prior,
    ConnectByRoot, Explain, Analyze, Describe, Show, Apply, Value, Transaction, Tran, Procedure, Function, Trigger, Package, Go, Delimiter, Elseif,
}
