// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A cursor over RLP in calldata that accepts canonical encodings only. It never reverts: what is not as
/// asked for is noted, and reads as nothing.
library StrictRlp {
    /// @dev Positions are offsets into calldata.
    struct Reader {
        uint256 position;
        uint256 end;
        bool isMalformed;
    }

    uint256 private constant STRING = 0x80;
    uint256 private constant LIST = 0xc0;
    uint256 private constant LONGEST_SHORT = 55;

    function open(bytes calldata data) internal pure returns (Reader memory self) {
        uint256 start;
        assembly ("memory-safe") {
            start := data.offset
        }
        (self.position, self.end) = (start, start + data.length);
    }

    /// @notice Whether there is a further item in the list being read.
    function hasMore(Reader memory self) internal pure returns (bool) {
        return self.position < self.end && !self.isMalformed;
    }

    /// @notice Goes into a list. Returns the enclosing end, which `leaveList` wants back.
    function enterList(Reader memory self) internal pure returns (uint256 enclosingEnd) {
        enclosingEnd = self.end;
        self.end = _header(self, LIST);
    }

    /// @notice Leaves a list of which every item has been read.
    function leaveList(Reader memory self, uint256 enclosingEnd) internal pure {
        if (self.position != self.end) self.isMalformed = true;
        self.end = enclosingEnd;
    }

    /// @notice A byte string: where it stands in calldata.
    function item(Reader memory self) internal pure returns (uint256 start, uint256 length) {
        start = self.position;
        unchecked {
            if (start < self.end && byteAt(start) < STRING) {
                self.position = start + 1;
                return (start, 1);
            }
            uint256 end = _header(self, STRING);
            start = self.position;
            length = end - start;
            // A byte below 0x80 stands for itself.
            if (length == 1 && byteAt(start) < STRING) self.isMalformed = true;
            self.position = end;
        }
    }

    /// @notice An unsigned integer of at most `maxBytes` bytes, at most 32.
    function integer(Reader memory self, uint256 maxBytes) internal pure returns (uint256) {
        (uint256 start, uint256 length) = item(self);
        if (length > maxBytes || (length > 0 && byteAt(start) == 0)) {
            self.isMalformed = true;
            return 0;
        }
        return valueAt(start, length);
    }

    /// @notice A byte string of exactly `length` bytes. Returns where it stands.
    function bytesOfLength(Reader memory self, uint256 length) internal pure returns (uint256) {
        (uint256 start, uint256 actual) = item(self);
        if (actual != length) self.isMalformed = true;
        return start;
    }

    function byteAt(uint256 position) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := byte(0, calldataload(position))
        }
    }

    /// @notice At most 32 bytes of calldata as an integer.
    function valueAt(uint256 start, uint256 length) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(start)
        }
        unchecked {
            return value >> (8 * (32 - length));
        }
    }

    /// @dev Moves to the content of an item of a kind and gives that content's end. Offsets into calldata and
    /// lengths of eight bytes are far from overflowing.
    function _header(Reader memory self, uint256 base) private pure returns (uint256) {
        unchecked {
            (uint256 content, uint256 end) = (self.position, self.end);
            if (content >= end) return _fail(self);
            uint256 first = byteAt(content);
            if (first < base || first >= base + 0x40) return _fail(self);
            uint256 length = first - base;
            content += 1;
            if (length > LONGEST_SHORT) {
                uint256 size = length - LONGEST_SHORT;
                if (content + size > end || byteAt(content) == 0) return _fail(self);
                length = valueAt(content, size);
                content += size;
                if (length <= LONGEST_SHORT) return _fail(self);
            }
            if (content + length > end) return _fail(self);
            self.position = content;
            return content + length;
        }
    }

    function _fail(Reader memory self) private pure returns (uint256) {
        self.isMalformed = true;
        return self.position;
    }
}
