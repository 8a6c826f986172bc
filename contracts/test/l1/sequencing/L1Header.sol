// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @notice Headers of L1 blocks as their hashes are taken of.
library L1Header {
    /// @notice The header of a block of our days (Prague and later), of which only PREVRANDAO matters.
    function encode(uint256 number, bytes32 prevRandao) internal pure returns (bytes memory) {
        bytes[] memory fields = new bytes[](21);
        for (uint256 i = 0; i < 6; i++) {
            fields[i] = RLP.encode(keccak256(abi.encode(number, i)));
        }
        fields[2] = RLP.encode(address(uint160(number)));
        fields[6] = RLP.encode(new bytes(256)); // logs bloom
        fields[7] = RLP.encode(uint256(0)); // difficulty
        fields[8] = RLP.encode(number);
        fields[9] = RLP.encode(uint256(60_000_000));
        fields[10] = RLP.encode(uint256(21_000));
        fields[11] = RLP.encode(uint256(1_800_000_000));
        fields[12] = RLP.encode(bytes("a builder"));
        fields[13] = RLP.encode(prevRandao);
        fields[14] = RLP.encode(new bytes(8)); // nonce
        fields[15] = RLP.encode(uint256(10 ** 9)); // base fee
        fields[16] = RLP.encode(keccak256("withdrawals"));
        fields[17] = RLP.encode(uint256(0));
        fields[18] = RLP.encode(uint256(0));
        fields[19] = RLP.encode(keccak256("beacon"));
        fields[20] = RLP.encode(keccak256("requests"));
        return RLP.encode(fields);
    }
}
