// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {Permission} from "../opcode/Permission.sol";

/// @notice A module that takes the EXEC steps of some opcodes. What holds for all opcodes is checked here.
abstract contract OpcodeModule is IStepModule {
    using MachineState for Machine;
    using Opcodes for Opcode;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256 position, bytes calldata tape)
        external
        view
        virtual
        returns (bytes32)
    {
        position;
        return _stepOpcode(MachineState.open(preHash, tape));
    }

    function _stepOpcode(Machine memory m) internal view returns (bytes32) {
        m.requireKind(Kind.EXEC);
        m.requireFrame();
        Opcode memory op;
        op.m = m;
        op.load();
        (bool isOwn, OpcodeRule memory rule) = _rule(op.number);
        require(isOwn, ForeignStep(Kind.EXEC, op.number));
        if (!Permission.isPermitted(m.transaction, m.frame, op.number)) return m.halt();
        if (!op.enter(rule)) return m.halt();
        return _execute(op);
    }

    /// @dev Whether the opcode is one of this module's, and its rule.
    function _rule(uint256 opcode) internal pure virtual returns (bool, OpcodeRule memory);

    /// @dev What the opcode does, its values and static gas taken.
    function _execute(Opcode memory op) internal view virtual returns (bytes32);
}
