// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine} from "../machine/Machine.sol";
import {Accounts} from "./Accounts.sol";
import {Words} from "./Words.sol";

/// @notice Writes of storage that no opcode makes.
library Slots {
    using Accounts for Accounts.Account;
    using Words for Words.Word;

    /// @notice Writes slots `first …` of an account, one after the other; its way comes first.
    function put(Machine memory m, uint256 account, uint256 first, uint256[] memory values)
        internal
        pure
    {
        Accounts.Account memory opened = Accounts.open(m.tape, m.world.stateRoot, account);
        for (uint256 i = 0; i < values.length; ++i) {
            Words.Word memory word = Words.openSlot(m.tape, opened.storageRoot, first + i);
            opened.storageRoot = word.put(m.tape, values[i]);
        }
        m.world.stateRoot = opened.put(m.tape);
    }
}
