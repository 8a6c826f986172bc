// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What the next step of a machine state does; the numbers stand in the commitment.
library Kind {
    uint256 internal constant BLOCK_BEGIN = 0;
    uint256 internal constant TX_NEXT = 1;
    uint256 internal constant TX_CHECK = 2;
    uint256 internal constant TX_LISTS = 3;
    uint256 internal constant EXEC = 4;
    uint256 internal constant CALL_ENTER = 5;
    uint256 internal constant PRECOMPILE = 6;
    uint256 internal constant CREATE_ENTER = 7;
    uint256 internal constant COPY = 8;
    uint256 internal constant KECCAK = 9;
    uint256 internal constant FRAME_EXIT = 10;
    uint256 internal constant TX_FINALIZE = 11;
    uint256 internal constant TX_DESTRUCT = 12;
    uint256 internal constant TX_RECEIPT = 13;
    uint256 internal constant BLOCK_END = 14;
    uint256 internal constant HALT = 15;
    uint256 internal constant TX_TAX = 16;
}
