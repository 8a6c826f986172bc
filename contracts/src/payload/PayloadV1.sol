// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Reads batch payloads of version 1, for fraud proofs.
/// @dev A payload is `version = 1`, then blocks, each `uvarint length ‖ body`; a body is `uvarint delta`,
/// then inputs, each `uvarint length ‖ bytes`. Every function is total: on any bytes it gives what
/// `decodePayload` of the protocol package gives, so that one payload means one chain.
///
/// - A block whose length is malformed or runs past the payload is empty, and so are all after it.
/// - A malformed delta makes its block empty.
/// - A malformed or overlong input ends its block's list.
/// - A block's inputs beyond `MAX_BLOCK_INPUTS`, deposits included, are dropped.
///
/// A *position* is an offset into the payload where a length or a delta is to be read. No length ends at
/// offset 0, which therefore stands for "malformed" inside this library.
library PayloadV1 {
    /// @notice What a payload says of one block.
    struct Block {
        /// @dev Seconds after the parent, before clamping; at most 2^56 - 1.
        uint64 delta;
        bytes[] inputs;
    }

    uint256 internal constant VERSION = 1;
    uint256 internal constant MAX_BLOCK_INPUTS = 8190;
    uint256 private constant MAX_UVARINT_BYTES = 8;

    /// @notice Where the first block's length is to be read; the payload's end when it is of another version.
    function firstBlock(bytes calldata payload) internal pure returns (uint256 position) {
        if (payload.length > 0 && uint8(payload[0]) == VERSION) return 1;
        return payload.length;
    }

    /// @notice The body of the block whose length stands at `position`, which the next block follows at `end`.
    /// @dev A missing block has the empty body at the payload's end, and so has every block after it.
    function nextBlock(bytes calldata payload, uint256 position)
        internal
        pure
        returns (uint256 start, uint256 end)
    {
        (start, end) = readRange(payload, position, payload.length);
        if (start == 0) return (payload.length, payload.length);
    }

    /// @notice The body of block `index` of the batch, counted from 0.
    function locateBlock(bytes calldata payload, uint256 index)
        internal
        pure
        returns (uint256 start, uint256 end)
    {
        end = firstBlock(payload);
        for (uint256 i = 0; i <= index; ++i) {
            (start, end) = nextBlock(payload, end);
            // All further blocks are like this one: empty, at the end.
            if (start == payload.length) break;
        }
    }

    /// @notice The timestamp delta of the block with the body `[start, end)`, and the position of its first input.
    /// @dev A malformed delta leaves no input to read.
    function readDelta(bytes calldata payload, uint256 start, uint256 end)
        internal
        pure
        returns (uint64 delta, uint256 position)
    {
        uint256 value;
        (value, position) = readUvarint(payload, start, end);
        if (position == 0) return (0, end);
        // Seven bits in each of eight bytes.
        delta = uint64(value);
    }

    /// @notice The input whose length stands at `position` in a body that ends at `bodyEnd`; the next one
    /// follows at `end`. When there is none, the block has no further input.
    /// @dev Does not count: the caller stops after `MAX_BLOCK_INPUTS` inputs, deposits included.
    function nextInput(bytes calldata payload, uint256 position, uint256 bodyEnd)
        internal
        pure
        returns (bool found, uint256 start, uint256 end)
    {
        (start, end) = readRange(payload, position, bodyEnd);
        found = start != 0;
    }

    /// @notice Input `index` (from 0, deposits not counted) of the block with the body `[start, end)` in a
    /// block with `depositCount` deposits.
    function locateInput(
        bytes calldata payload,
        uint256 bodyStart,
        uint256 bodyEnd,
        uint256 index,
        uint256 depositCount
    ) internal pure returns (bool found, uint256 start, uint256 end) {
        if (depositCount >= MAX_BLOCK_INPUTS || index >= MAX_BLOCK_INPUTS - depositCount) {
            return (false, 0, 0);
        }
        (, end) = readDelta(payload, bodyStart, bodyEnd);
        uint256 count = index + 1;
        // Up to 8,190 rounds, and with them the cost of a step: `i < count` spares the overflow check.
        for (uint256 i = 0; i < count; ++i) {
            (start, end) = readRange(payload, end, bodyEnd);
            if (start == 0) return (false, 0, 0);
        }
        found = true;
    }

    /// @notice All blocks of a batch, the first of which has `depositCount` deposits.
    function decode(bytes calldata payload, uint256 blockCount, uint256 depositCount)
        internal
        pure
        returns (Block[] memory blocks)
    {
        blocks = new Block[](blockCount);
        uint256 start;
        uint256 end = firstBlock(payload);
        for (uint256 i = 0; i < blockCount; ++i) {
            (start, end) = nextBlock(payload, end);
            blocks[i] = decodeBody(payload, start, end, i == 0 ? depositCount : 0);
        }
    }

    function decodeBody(bytes calldata payload, uint256 start, uint256 end, uint256 depositCount)
        private
        pure
        returns (Block memory decoded)
    {
        uint256 position;
        (decoded.delta, position) = readDelta(payload, start, end);
        decoded.inputs = new bytes[](countInputs(payload, position, end, depositCount));
        for (uint256 i = 0; i < decoded.inputs.length; ++i) {
            (, start, position) = nextInput(payload, position, end);
            decoded.inputs[i] = payload[start:position];
        }
    }

    /// @notice How many inputs a body has from the position of its first one on.
    function countInputs(
        bytes calldata payload,
        uint256 position,
        uint256 bodyEnd,
        uint256 depositCount
    ) internal pure returns (uint256 count) {
        for (; count + depositCount < MAX_BLOCK_INPUTS; ++count) {
            bool found;
            (found,, position) = nextInput(payload, position, bodyEnd);
            if (!found) break;
        }
    }

    /// @dev What follows the length at `position`; `start` is 0 when the length is malformed or what it
    /// measures runs past `limit`.
    function readRange(bytes calldata payload, uint256 position, uint256 limit)
        private
        pure
        returns (uint256 start, uint256 end)
    {
        uint256 length;
        (length, start) = readUvarint(payload, position, limit);
        // Lengths are below 2^56 and offsets into calldata, so no sum overflows.
        unchecked {
            end = start + length;
        }
        if (start == 0 || end > limit) return (0, 0);
    }

    /// @dev An unsigned LEB128 integer of 1 to 8 bytes in its shortest form; `end` is 0 when
    /// `payload[start:limit]` does not begin with one.
    function readUvarint(bytes calldata payload, uint256 start, uint256 limit)
        private
        pure
        returns (uint256 value, uint256 end)
    {
        if (start >= limit) return (0, 0);
        unchecked {
            // Nearly all lengths of a payload that is made to be costly have one byte.
            value = uint8(payload[start]);
            if (value < 0x80) return (value, start + 1);
            value &= 0x7f;
            if (limit - start > MAX_UVARINT_BYTES) limit = start + MAX_UVARINT_BYTES;
            uint256 shift = 7;
            for (end = start + 1; end < limit; ++end) {
                uint256 digit = uint8(payload[end]);
                value |= (digit & 0x7f) << shift;
                // A last byte of 0 adds nothing: the form is not the shortest.
                if (digit < 0x80) return digit == 0 ? (0, 0) : (value, end + 1);
                shift += 7;
            }
        }
        return (0, 0);
    }
}
