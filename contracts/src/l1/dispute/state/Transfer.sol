// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine} from "../machine/Machine.sol";
import {Accounts} from "./Accounts.sol";

/// @notice Moves wei between accounts of the machine's world.
library Transfer {
    using Accounts for Accounts.Account;

    /// @notice False when the sender has less; then nothing has changed. To oneself it is only looked at.
    function move(Machine memory m, uint256 from, uint256 to, uint256 amount)
        internal
        pure
        returns (bool)
    {
        if (amount == 0) return true;
        Accounts.Account memory sender = Accounts.open(m.tape, m.world.stateRoot, from);
        if (sender.balance < amount) return false;
        if (from == to) return true;
        sender.balance -= amount;
        m.world.stateRoot = sender.put(m.tape);
        add(m, to, amount);
        return true;
    }

    /// @notice Credits an account.
    function add(Machine memory m, uint256 to, uint256 amount) internal pure {
        Accounts.Account memory receiver = Accounts.open(m.tape, m.world.stateRoot, to);
        receiver.balance += amount;
        m.world.stateRoot = receiver.put(m.tape);
    }
}
