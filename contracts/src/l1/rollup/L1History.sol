// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Hashes of past L1 blocks.
library L1History {
    /// @dev The history contract of EIP-2935.
    address internal constant CONTRACT = 0x0000F90827F1C53a10cb7A02335B175320002935;

    /// @dev Blocks that the history contract serves.
    uint256 internal constant LENGTH = 8191;

    /// @notice Hash of a block among the last 8,191; zero for any other, the current one included.
    function blockHash(uint256 number) internal view returns (bytes32) {
        if (number >= block.number || block.number - number > LENGTH) return 0;
        if (block.number - number <= 256) return blockhash(number);
        (bool success, bytes memory result) = CONTRACT.staticcall(abi.encode(number));
        return success && result.length == 32 ? abi.decode(result, (bytes32)) : bytes32(0);
    }
}
