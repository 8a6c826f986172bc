// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine} from "../machine/Machine.sol";
import {Access} from "./Access.sol";
import {TxMap} from "./TxMap.sol";
import {Words} from "./Words.sol";

/// @notice Entries of the transaction's trie that stand for a yes.
library Marks {
    using Words for Words.Word;

    function set(Machine memory m, uint256 entry, uint256 account, uint256 slot) internal pure {
        bytes32 key = TxMap.key(entry, account, slot);
        m.world.txMapRoot = Words.open(m.tape, m.world.txMapRoot, key).put(m.tape, 1);
    }

    /// @notice Makes an account warm, unless it is so by what the state says of it.
    function warm(Machine memory m, uint256 account) internal pure {
        if (!Access.isAlwaysWarm(m, account)) set(m, TxMap.WARM_ADDRESS, account, 0);
    }
}
