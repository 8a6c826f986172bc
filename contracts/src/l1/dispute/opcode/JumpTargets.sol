// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where code may jump to.
library JumpTargets {
    uint256 private constant JUMPDEST = 0x5b;
    uint256 private constant PUSH1 = 0x60;
    uint256 private constant PUSH32 = 0x7f;

    /// @notice Whether a JUMPDEST stands there that is not inside the data of a PUSH.
    /// @dev `code` is a place in calldata, so that the scan may read it by offset. See `isTargetPlain`.
    function isTarget(bytes calldata code, uint256 target) internal pure returns (bool found) {
        if (target >= code.length || uint8(code[target]) != JUMPDEST) return false;
        assembly ("memory-safe") {
            let cursor := code.offset
            let end := add(cursor, target)
            for {} lt(cursor, end) {} {
                let distance := sub(byte(0, calldataload(cursor)), 0x5f)
                cursor := add(cursor, 1)
                // PUSH1 to PUSH32: 1 to 32 bytes of data.
                if lt(sub(distance, 1), 32) { cursor := add(cursor, distance) }
            }
            found := eq(cursor, end)
        }
    }

    /// @notice The same, as it is to be read.
    function isTargetPlain(bytes calldata code, uint256 target) internal pure returns (bool) {
        if (target >= code.length || uint8(code[target]) != JUMPDEST) return false;
        uint256 cursor = 0;
        while (cursor < target) {
            uint256 opcode = uint8(code[cursor]);
            cursor += opcode >= PUSH1 && opcode <= PUSH32 ? opcode - PUSH1 + 2 : 1;
        }
        return cursor == target;
    }
}
