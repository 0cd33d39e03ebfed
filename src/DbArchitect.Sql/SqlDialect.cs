namespace DbArchitect.Sql;

/// <summary>The SQL dialect in which a text is read. <see cref="Unknown"/> accepts the union of all.</summary>
public enum SqlDialect : byte
{
    Unknown,
    PostgreSql,
    MySql,
    SqlServer,
    Oracle,
    Sqlite,
}
