// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, Pending} from "../machine/Parts.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {PrecompilePrice} from "../precompile/PrecompilePrice.sol";
import {RequiredPrecompiles} from "../precompile/RequiredPrecompiles.sol";

/// @notice Takes the steps of PRECOMPILE: calls L1's own precompile. Identity's output is its input, by reference.
/// @dev Word: the precompile's address.
contract PrecompileStep is IStepModule {
    using MachineState for Machine;
    using MemoryTree for MemoryTree.Range;

    uint256 private constant IDENTITY = 0x04;
    uint256 private constant IDENTITY_GAS = 15;
    uint256 private constant IDENTITY_WORD_GAS = 3;
    /// @dev Bytes of an input, identity's excepted, and gas, beyond which a call fails on L2 (spec 2.2).
    uint256 private constant MAX_INPUT = 32 * 1024;
    uint256 private constant MAX_PRICE = 3_000_000;
    /// @dev Gas of the call on L1: more than any that succeeds on L2 can need, so that running out of it never looks
    /// like a failure. A call that fails takes all of it.
    uint256 private constant CALL_GAS = 8_000_000;
    /// @dev What EIP-150 keeps back, and more than handing over the longest input takes.
    uint256 private constant CALL_RESERVE = CALL_GAS / 63 + 100_000;

    /// @notice The transaction's gas limit is too low for the answer to be true.
    error TooLittleGas(uint256 left, uint256 needed);

    /// @dev Reverts on an L1 that lacks one of the precompiles.
    constructor() {
        RequiredPrecompiles.check();
    }

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external view returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        m.requireKind(Kind.PRECOMPILE);
        m.requireFrame();
        require(m.pendingHash != 0, MachineState.PartAbsent());
        uint256 precompile = m.pending.words[0];
        Frame memory frame = m.frame;
        Pending memory exit;
        exit.words[0] = MachineState.SUCCEEDED;
        if (precompile == IDENTITY) {
            uint256 price = IDENTITY_GAS + IDENTITY_WORD_GAS * ((frame.calldataLength + 31) / 32);
            if (!_charge(frame, price)) return m.halt();
            exit.words[1] = uint256(frame.calldataRoot);
            (exit.words[2], exit.words[3]) = (frame.calldataOffset, frame.calldataLength);
            return m.suspend(Kind.FRAME_EXIT, exit);
        }
        if (frame.calldataLength > MAX_INPUT) return m.halt();
        bytes memory input = _input(m);
        if (!_charge(frame, PrecompilePrice.priceOf(precompile, input))) return m.halt();
        (bool success, bytes memory output) = _call(precompile, input);
        if (!success) return m.halt();
        exit.words[1] = uint256(MemoryTree.rootOfBytes(output));
        exit.words[3] = output.length;
        return m.suspend(Kind.FRAME_EXIT, exit);
    }

    function _input(Machine memory m) private pure returns (bytes memory) {
        Frame memory frame = m.frame;
        (uint256 offset, uint256 length) = (frame.calldataOffset, frame.calldataLength);
        if (length == 0) return "";
        return MemoryTree.open(m.tape, frame.calldataRoot, offset, length).read(offset, length);
    }

    function _charge(Frame memory frame, uint256 price) private pure returns (bool) {
        if (price > frame.gas || price > MAX_PRICE) return false;
        frame.gas -= price;
        return true;
    }

    /// @dev Forwards its gas in full or reverts.
    function _call(uint256 precompile, bytes memory input)
        private
        view
        returns (bool, bytes memory)
    {
        uint256 left = gasleft();
        require(left >= CALL_GAS + CALL_RESERVE, TooLittleGas(left, CALL_GAS + CALL_RESERVE));
        return address(uint160(precompile)).staticcall{gas: CALL_GAS}(input);
    }
}
