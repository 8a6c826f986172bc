// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Reads a witness from front to end: elements, each after its length in four bytes.
/// @dev A step says what the next element must be, by its hash or by what it leads to, so that nothing on a
/// tape is believed. A reader holds offsets into the calldata of the call.
library Tape {
    struct Reader {
        uint256 position;
        uint256 end;
    }

    uint256 private constant LENGTH_BYTES = 4;

    error TapeEnded();
    error TapeNotConsumed(uint256 remaining);
    error WrongElementLength(uint256 length, uint256 expected);
    error WrongElement(bytes32 hash, bytes32 expected);

    function open(bytes calldata tape) internal pure returns (Reader memory reader) {
        assembly ("memory-safe") {
            mstore(reader, tape.offset)
            mstore(add(reader, 0x20), add(tape.offset, tape.length))
        }
    }

    /// @notice The next element.
    function next(Reader memory self) internal pure returns (bytes calldata element) {
        uint256 start = self.position + LENGTH_BYTES;
        require(start <= self.end, TapeEnded());
        uint256 length;
        assembly ("memory-safe") {
            length := shr(224, calldataload(mload(self)))
        }
        // Below 2^32 + the size of calldata.
        require(length <= self.end - start, TapeEnded());
        self.position = start + length;
        assembly ("memory-safe") {
            element.offset := start
            element.length := length
        }
    }

    /// @notice The next element, which has this hash.
    function nextWithHash(Reader memory self, bytes32 expected)
        internal
        pure
        returns (bytes calldata element)
    {
        element = next(self);
        bytes32 hash = keccak256(element);
        require(hash == expected, WrongElement(hash, expected));
    }

    /// @notice Copies the next element, of `count` words, to memory at `to`.
    /// @dev The words there belong to the caller.
    function nextWords(Reader memory self, uint256 to, uint256 count) internal pure {
        bytes calldata element = next(self);
        require(element.length == count * 32, WrongElementLength(element.length, count * 32));
        assembly ("memory-safe") {
            calldatacopy(to, element.offset, element.length)
        }
    }

    /// @notice Reverts unless every element was read.
    function close(Reader memory self) internal pure {
        require(self.position == self.end, TapeNotConsumed(self.end - self.position));
    }
}
