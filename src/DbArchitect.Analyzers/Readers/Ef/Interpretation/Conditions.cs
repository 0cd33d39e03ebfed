using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>A condition that configuring code composes of nodes (System.Linq.Expressions) instead of writing it as a lambda.</summary>
internal abstract record ConditionNode;

/// <summary>The entity: the parameter of the lambda that is composed.</summary>
internal sealed record RowNode : ConditionNode;

/// <summary>A property of the entity.</summary>
internal sealed record PropertyNode(string Path) : ConditionNode;

/// <summary>A value that does not depend on the entity.</summary>
internal sealed record ValueNode(Operand Value) : ConditionNode;

internal sealed record ComparisonNode(Comparator Comparator, ConditionNode Left, ConditionNode Right) : ConditionNode;

internal sealed record LogicNode(bool IsAnd, ConditionNode Left, ConditionNode Right) : ConditionNode;

internal sealed record NegationNode(ConditionNode Operand) : ConditionNode;

/// <summary>An expression node, or the whole lambda: its body.</summary>
internal sealed record ConditionValue(ConditionNode Node) : Value;
