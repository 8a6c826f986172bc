// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine} from "../machine/Machine.sol";
import {Opcode, Opcodes} from "../opcode/Opcode.sol";
import {TxMap} from "./TxMap.sol";
import {Words} from "./Words.sol";

/// @notice Warm and cold accounts (EIP-2929).
library Access {
    using Opcodes for Opcode;
    using Words for Words.Word;

    uint256 private constant COLD_ADDRESS_GAS = 2600;
    uint256 private constant WARM_GAS = 100;

    /// @notice Charges for the access to an account and makes it warm; false when the opcode has to halt.
    function account(Opcode memory op, uint256 accessed) internal pure returns (bool) {
        Machine memory m = op.m;
        if (isAlwaysWarm(m, accessed)) return op.charge(WARM_GAS);
        Words.Word memory entry =
            Words.open(m.tape, m.world.txMapRoot, TxMap.key(TxMap.WARM_ADDRESS, accessed, 0));
        if (entry.value != 0) return op.charge(WARM_GAS);
        if (!op.charge(COLD_ADDRESS_GAS)) return false;
        m.world.txMapRoot = entry.put(m.tape, 1);
        return true;
    }

    /// @notice Whether an account is warm from the transaction's start on, by what the state says of it.
    function isAlwaysWarm(Machine memory m, uint256 accessed) internal pure returns (bool) {
        if (accessed == m.transaction.origin || accessed == m.transaction.to) return true;
        return accessed == m.blockPart.coinbase || isPrecompile(accessed);
    }

    /// @notice Osaka's precompiles: 0x01 to 0x11, and 0x100.
    function isPrecompile(uint256 accessed) internal pure returns (bool) {
        return (accessed > 0 && accessed <= 0x11) || accessed == 0x100;
    }
}
