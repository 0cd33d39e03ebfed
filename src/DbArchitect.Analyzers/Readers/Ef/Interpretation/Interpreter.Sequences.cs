using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>LINQ to objects over known lists, and string functions over known strings: what loops over the model are written with.</summary>
internal sealed partial class Interpreter
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(50);

    private Value OnList(CallSite call, ListValue list)
    {
        var items = list.Items;
        var argument = call.First;
        switch (call.Name)
        {
            case "ToList" or "ToArray" or "AsEnumerable" or "AsReadOnly" or "ToHashSet" or "OrderBy" or "OrderByDescending" or "ThenBy":
                return new ListValue([.. items]);
            case "Distinct":
                return new ListValue([.. items.Distinct()]);
            case "Reverse":
                return new ListValue([.. Enumerable.Reverse(items)]);
            case "OfType" or "Cast":
                return list;
            case "Where":
                return Where(call, items, Evaluate(argument, call.Frame));
            case "Select":
                var selector = Evaluate(argument, call.Frame);
                return new ListValue([.. items.Select(item => Call(selector, item))]);
            case "SelectMany":
                return SelectMany(call, items);
            case "Concat" or "Union":
                return Evaluate(argument, call.Frame) is ListValue other ? new ListValue([.. items, .. other.Items]) : Value.Unknown;
            case "Except":
                return Evaluate(argument, call.Frame) is ListValue without ? new ListValue([.. items.Where(item => !without.Items.Contains(item))]) : Value.Unknown;
            case "Any":
                return argument is null ? Value.Of(items.Count > 0) : Any(items, Evaluate(argument, call.Frame), wanted: true);
            case "All":
                return Any(items, Evaluate(argument, call.Frame), wanted: false) is ConstantValue { Constant: bool none } ? Value.Of(!none) : Value.Unknown;
            case "Count":
                return argument is null ? Value.Of(items.Count) : Where(call, items, Evaluate(argument, call.Frame)) is ListValue counted ? Value.Of(counted.Items.Count) : Value.Unknown;
            case "Contains":
                return Contains(items, Evaluate(argument, call.Frame));
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault":
                var matching = argument is null ? list : Where(call, items, Evaluate(argument, call.Frame)) as ListValue;
                return matching is null ? Value.Unknown : matching.Items.Count > 0 ? matching.Items[0] : Value.Null;
            case "Last" or "LastOrDefault" when argument is null:
                return items.Count > 0 ? items[items.Count - 1] : Value.Null;
            case "ForEach":
                var action = Evaluate(argument, call.Frame);
                foreach (var item in items.ToList())
                    Call(action, item);
                return Value.Ignored;
            case "Add":
                items.Add(Evaluate(argument, call.Frame));
                return Value.Ignored;
            case "AddRange":
                if (Evaluate(argument, call.Frame) is ListValue more)
                    items.AddRange(more.Items);
                return Value.Ignored;
            default:
                return Value.Unknown;
        }
    }

    private Value Where(CallSite call, List<Value> items, Value predicate)
    {
        var kept = new List<Value>();
        foreach (var item in items)
        {
            switch (Call(predicate, item))
            {
                case ConstantValue { Constant: true }:
                    kept.Add(item);
                    break;
                case ConstantValue:
                    break;
                default:
                    return new UnknownValue(call.Name);
            }
        }

        return new ListValue(kept);
    }

    private Value SelectMany(CallSite call, List<Value> items)
    {
        var selector = Evaluate(call.First, call.Frame);
        var found = new List<Value>();
        foreach (var item in items)
        {
            if (Call(selector, item) is not ListValue inner)
                return Value.Unknown;
            found.AddRange(inner.Items);
        }

        return new ListValue(found);
    }

    private Value Any(List<Value> items, Value predicate, bool wanted)
    {
        var certain = true;
        foreach (var item in items)
        {
            switch (Call(predicate, item))
            {
                case ConstantValue { Constant: bool answer }:
                    if (answer == wanted)
                        return Value.Of(true);
                    break;
                default:
                    certain = false;
                    break;
            }
        }

        return certain ? Value.Of(false) : Value.Unknown;
    }

    private static Value Contains(List<Value> items, Value wanted)
    {
        var certain = true;
        foreach (var item in items)
        {
            switch (AreEqual(item, wanted))
            {
                case true:
                    return Value.Of(true);
                case null:
                    certain = false;
                    break;
            }
        }

        return certain ? Value.Of(false) : Value.Unknown;
    }

    private Value OnString(CallSite call, string text)
    {
        var arguments = Values(call);
        string? At(int index) => index < arguments.Length && arguments[index] is ConstantValue { Constant: { } value } ? System.Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        int? NumberAt(int index) => index < arguments.Length && arguments[index] is ConstantValue { Constant: int value } ? value : null;
        switch (call.Name)
        {
            case "ToLower" or "ToLowerInvariant":
                return Value.Of(text.ToLowerInvariant());
            case "ToUpper" or "ToUpperInvariant":
                return Value.Of(text.ToUpperInvariant());
            case "Trim" when arguments.Length == 0:
                return Value.Of(text.Trim());
            case "ToString":
                return Value.Of(text);
            case "Replace" when At(0) is { Length: > 0 } old && At(1) is { } replacement:
                return Value.Of(text.Replace(old, replacement));
            case "StartsWith" when At(0) is { } start:
                return Value.Of(text.StartsWith(start, StringComparison.Ordinal));
            case "EndsWith" when At(0) is { } end:
                return Value.Of(text.EndsWith(end, StringComparison.Ordinal));
            case "Contains" when At(0) is { } part:
                return Value.Of(text.Contains(part));
            case "Equals" when At(0) is { } other:
                return Value.Of(arguments.Length == 1 ? text == other : string.Equals(text, other, StringComparison.OrdinalIgnoreCase));
            case "Substring" when NumberAt(0) is { } from && from >= 0 && from <= text.Length:
                if (arguments.Length == 1)
                    return Value.Of(text.Substring(from));
                return NumberAt(1) is { } length && length >= 0 && from + length <= text.Length ? Value.Of(text.Substring(from, length)) : Value.Unknown;
            case "TrimEnd" or "TrimStart" when At(0) is { Length: 1 } mark:
                return Value.Of(call.Name == "TrimEnd" ? text.TrimEnd(mark[0]) : text.TrimStart(mark[0]));
            default:
                return Value.Unknown;
        }
    }

    private Value StaticText(CallSite call)
    {
        var arguments = Values(call);
        switch (call.Name)
        {
            case "Concat" when arguments.All(static argument => argument is ConstantValue):
                return Value.Of(string.Concat(arguments.Select(static argument => ((ConstantValue)argument).Constant)));
            case "Join" when arguments is [ConstantValue { Constant: string separator }, ListValue list] && list.Items.TrueForAll(static item => item is ConstantValue):
                return Value.Of(string.Join(separator, list.Items.Select(static item => ((ConstantValue)item).Constant)));
            case "Replace" when arguments is [ConstantValue { Constant: string input }, ConstantValue { Constant: string pattern }, ConstantValue { Constant: string replacement }, ..]:
                try
                {
                    return Value.Of(Regex.Replace(input, pattern, replacement, RegexOptions.None, PatternTimeout));
                }
                catch (ArgumentException)
                {
                    return Value.Unknown;
                }
                catch (RegexMatchTimeoutException)
                {
                    return Value.Unknown;
                }

            default:
                return Value.Unknown;
        }
    }
}
