// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice RLP of trie nodes and of what they hold, in memory.
library Rlp {
    error MalformedRlp();

    /// @notice The bounds of the item at `start`: where its payload begins, and where the item ends.
    function bounds(bytes memory data, uint256 start)
        internal
        pure
        returns (uint256 payload, uint256 end)
    {
        uint256 first = byteAt(data, start);
        if (first < 0x80) return (start, start + 1);
        uint256 length = first < 0xc0 ? first - 0x80 : first - 0xc0;
        payload = start + 1;
        if (length > 55) {
            uint256 size = length - 55;
            length = 0;
            for (uint256 i = 0; i < size; ++i) {
                // Eight bytes at most, so that no sum overflows.
                length = (length << 8) | byteAt(data, start + 1 + i);
            }
            payload += size;
        }
        end = payload + length;
        require(end <= data.length, MalformedRlp());
    }

    /// @notice Where item `index` of a list whose payload begins at `start` stands.
    function skip(bytes memory data, uint256 start, uint256 index) internal pure returns (uint256) {
        for (; index > 0; --index) {
            (, start) = bounds(data, start);
        }
        return start;
    }

    function byteAt(bytes memory data, uint256 index) internal pure returns (uint256 value) {
        require(index < data.length, MalformedRlp());
        assembly ("memory-safe") {
            value := byte(0, mload(add(add(data, 0x20), index)))
        }
    }

    function slice(bytes memory data, uint256 start, uint256 end)
        internal
        pure
        returns (bytes memory part)
    {
        require(start <= end && end <= data.length, MalformedRlp());
        part = new bytes(end - start);
        assembly ("memory-safe") {
            mcopy(add(part, 0x20), add(add(data, 0x20), start), sub(end, start))
        }
    }

    /// @notice The integer in `data[start:end]`, at most 32 bytes.
    function integer(bytes memory data, uint256 start, uint256 end)
        internal
        pure
        returns (uint256)
    {
        require(end - start <= 32, MalformedRlp());
        return uint256(bytes32(slice(data, start, end))) >> (8 * (32 - (end - start)));
    }

    /// @notice An integer in as few bytes as it needs; 0 has none.
    function integerBytes(uint256 value) internal pure returns (bytes memory) {
        uint256 length = 0;
        for (uint256 rest = value; rest > 0; rest >>= 8) {
            ++length;
        }
        return slice(abi.encode(value), 32 - length, 32);
    }

    function encodeString(bytes memory data) internal pure returns (bytes memory) {
        if (data.length == 1 && byteAt(data, 0) < 0x80) return data;
        return bytes.concat(header(0x80, data.length), data);
    }

    function encodeList(bytes memory payload) internal pure returns (bytes memory) {
        return bytes.concat(header(0xc0, payload.length), payload);
    }

    /// @notice What stands before a payload of less than 64 KiB.
    function header(uint256 base, uint256 length) internal pure returns (bytes memory) {
        if (length < 56) return abi.encodePacked(uint8(base + length));
        if (length < 256) return abi.encodePacked(uint8(base + 56), uint8(length));
        require(length < 65_536, MalformedRlp());
        return abi.encodePacked(uint8(base + 57), uint16(length));
    }
}
