// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rlp} from "../trie/Rlp.sol";

/// @notice Fields of a block's header in RLP, of L1's or of L2's: later forks have only added to them.
library HeaderFields {
    uint256 internal constant GAS_LIMIT = 9;
    uint256 internal constant GAS_USED = 10;
    uint256 internal constant TIMESTAMP = 11;
    uint256 internal constant PREV_RANDAO = 13;
    uint256 internal constant BASE_FEE = 15;

    function integerAt(bytes memory header, uint256 index) internal pure returns (uint256) {
        (uint256 position,) = Rlp.bounds(header, 0);
        (uint256 payload, uint256 end) = Rlp.bounds(header, Rlp.skip(header, position, index));
        return Rlp.integer(header, payload, end);
    }
}
