using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// Raw DEFLATE (RFC 1951). Compression is our own because the framework's gives other bytes on other runtimes, and the same facts must give the same
/// assembly in Visual Studio and on the command line. One block with the fixed codes: a schema is mostly repetition, which matching takes care of.
/// </summary>
internal static class Deflate
{
    private const int MinMatch = 3;
    private const int MaxMatch = 258;
    private const int Window = 32 * 1024;
    private const int HashBits = 15;

    /// <summary>How many earlier places are tried for a match: more gains little and costs time.</summary>
    private const int MaxChain = 64;

    private static readonly int[] LengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthExtraBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly int[] DistanceBases =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static readonly int[] DistanceExtraBits =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    public static byte[] Compress(byte[] data)
    {
        var bits = new BitWriter();
        bits.Write(0b011, 3); // The last block, with fixed codes.
        var heads = new int[1 << HashBits];
        var previous = new int[data.Length];
        for (var i = 0; i < heads.Length; i++)
            heads[i] = -1;

        var at = 0;
        while (at < data.Length)
        {
            var (length, distance) = FindMatch(data, at, heads, previous);
            if (length < MinMatch)
            {
                WriteLiteral(bits, data[at]);
                Insert(data, at++, heads, previous);
                continue;
            }

            WriteMatch(bits, length, distance);
            for (var end = at + length; at < end; at++)
                Insert(data, at, heads, previous);
        }

        bits.WriteCode(0, 7); // The end of the block.
        return bits.ToArray();
    }

    /// <summary>The data, or null when it is corrupt or not of this length.</summary>
    public static byte[]? Decompress(byte[] compressed, int length)
    {
        var data = new byte[length];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
            for (var read = 0; read < length;)
            {
                var count = stream.Read(data, read, length - read);
                if (count == 0)
                    return null;
                read += count;
            }

            return stream.ReadByte() < 0 ? data : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int Hash(byte[] data, int at) =>
        (((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]) * -1640531535) >>> (32 - HashBits);

    private static void Insert(byte[] data, int at, int[] heads, int[] previous)
    {
        if (at + MinMatch > data.Length)
            return;
        var hash = Hash(data, at);
        previous[at] = heads[hash];
        heads[hash] = at;
    }

    private static (int Length, int Distance) FindMatch(byte[] data, int at, int[] heads, int[] previous)
    {
        if (at + MinMatch > data.Length)
            return default;
        var longest = 0;
        var distance = 0;
        var limit = Math.Min(MaxMatch, data.Length - at);
        var candidate = heads[Hash(data, at)];
        for (var tries = 0; candidate >= 0 && at - candidate <= Window && tries < MaxChain; tries++, candidate = previous[candidate])
        {
            var length = 0;
            while (length < limit && data[candidate + length] == data[at + length])
                length++;
            if (length <= longest)
                continue;
            longest = length;
            distance = at - candidate;
            if (length == limit)
                break;
        }

        return (longest, distance);
    }

    private static void WriteLiteral(BitWriter bits, byte value)
    {
        if (value < 144)
            bits.WriteCode(0x30 + value, 8);
        else
            bits.WriteCode(0x190 + value - 144, 9);
    }

    private static void WriteMatch(BitWriter bits, int length, int distance)
    {
        var code = IndexOf(LengthBases, length);
        if (code < 23)
            bits.WriteCode(code + 1, 7); // Symbols 257 to 279.
        else
            bits.WriteCode(0xC0 + code - 23, 8); // Symbols 280 to 285.
        bits.Write(length - LengthBases[code], LengthExtraBits[code]);
        code = IndexOf(DistanceBases, distance);
        bits.WriteCode(code, 5);
        bits.Write(distance - DistanceBases[code], DistanceExtraBits[code]);
    }

    /// <summary>The last base that is not greater than the value.</summary>
    private static int IndexOf(int[] bases, int value)
    {
        var index = Array.BinarySearch(bases, value);
        return index >= 0 ? index : ~index - 1;
    }

    private sealed class BitWriter
    {
        private readonly List<byte> bytes = [];
        private int pending;
        private int count;

        public byte[] ToArray()
        {
            if (count > 0)
                bytes.Add((byte)pending);
            return bytes.ToArray();
        }

        /// <summary>A number, lowest bit first.</summary>
        public void Write(int value, int width)
        {
            pending |= value << count;
            count += width;
            for (; count >= 8; count -= 8)
            {
                bytes.Add((byte)pending);
                pending >>= 8;
            }
        }

        /// <summary>A Huffman code, highest bit first.</summary>
        public void WriteCode(int code, int width)
        {
            var reversed = 0;
            for (var i = 0; i < width; i++)
                reversed |= ((code >> i) & 1) << (width - 1 - i);
            Write(reversed, width);
        }
    }
}
