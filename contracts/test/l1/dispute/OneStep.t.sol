// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../../../src/l1/dispute/machine/Machine.sol";
import {
    BlockPart,
    Frame,
    Pending,
    TransactionPart,
    World
} from "../../../src/l1/dispute/machine/Parts.sol";
import {Tape} from "../../../src/l1/dispute/machine/Tape.sol";
import {MVM_ExecutionManager} from "../../../src/l1/dispute/MVM_ExecutionManager.sol";
import {IMVM_ExecutionManager} from "../../../src/l1/dispute/interfaces/IMVM_ExecutionManager.sol";
import {JumpTargets} from "../../../src/l1/dispute/opcode/JumpTargets.sol";
import {FreshTree} from "../../../src/l1/dispute/memory/FreshTree.sol";
import {MemoryTree} from "../../../src/l1/dispute/memory/MemoryTree.sol";
import {ArithmeticStep} from "../../../src/l1/dispute/step/ArithmeticStep.sol";
import {DataGas} from "../../../src/l1/dispute/transaction/DataGas.sol";
import {Test} from "../../Test.sol";

/// @dev Gives libraries calldata to read.
contract OneStepHarness {
    using MachineState for Machine;
    using MemoryTree for MemoryTree.Range;
    using Tape for Tape.Reader;

    function isTarget(bytes calldata code, uint256 target) external pure returns (bool, bool) {
        return (JumpTargets.isTarget(code, target), JumpTargets.isTargetPlain(code, target));
    }

    function countZeros(bytes calldata data) external pure returns (uint256, uint256) {
        return (DataGas.countZeros(data), DataGas.countZerosPlain(data));
    }

    /// @dev The root of a tree of these bytes: at once, and by writing them into the tree of zeros.
    function freshRoots(bytes calldata data, bytes calldata tape)
        external
        pure
        returns (bytes32, bytes32)
    {
        Tape.Reader memory reader = Tape.open(tape);
        MemoryTree.Range memory range = MemoryTree.open(reader, 0, 0, data.length);
        range.write(0, data);
        return (FreshTree.rootOf(data), range.rootOf());
    }

    /// @dev What a state's parts hash to when they are opened from a tape.
    function partHashes(bytes32 preHash, bytes calldata tape)
        external
        pure
        returns (bytes32[5] memory)
    {
        Machine memory m = MachineState.open(preHash, tape);
        return [m.worldHash, m.blockHash, m.transactionHash, m.frameHash, m.pendingHash];
    }

    /// @dev The elements of a tape, by offsets and by Solidity's own slices.
    function elements(bytes calldata tape) external pure returns (bytes[] memory, bytes[] memory) {
        uint256 count = 0;
        Tape.Reader memory reader = Tape.open(tape);
        for (; reader.position < reader.end; ++count) {
            reader.next();
        }
        bytes[] memory read = new bytes[](count);
        bytes[] memory sliced = new bytes[](count);
        reader = Tape.open(tape);
        uint256 start = 0;
        for (uint256 i = 0; i < count; ++i) {
            read[i] = reader.next();
            uint256 end = start + 4 + uint32(bytes4(tape[start:start + 4]));
            sliced[i] = tape[start + 4:end];
            start = end;
        }
        reader.close();
        return (read, sliced);
    }
}

/// @notice Answers two words where a module answers one.
contract TalkativeModule {
    fallback() external {
        assembly {
            return(0, 64)
        }
    }
}

contract OneStepTest is Test {
    OneStepHarness private _harness;

    function setUp() public {
        _harness = new OneStepHarness();
    }

    function testFuzz_isTarget_isThePlainAnswer(bytes calldata code, uint256 target) public view {
        (bool fast, bool plain) =
            _harness.isTarget(code, code.length == 0 ? target : target % (code.length + 1));
        vm.assertEq(fast, plain);
    }

    /// @dev Bytes of few values: many jump targets and much push data.
    function testFuzz_isTarget_isThePlainAnswerInDenseCode(uint256 seed, uint256 target)
        public
        view
    {
        bytes memory code = new bytes(96);
        for (uint256 i = 0; i < code.length; ++i) {
            uint256 choice = uint256(keccak256(abi.encode(seed, i))) % 5;
            code[i] = choice < 2 ? bytes1(0x5b) : bytes1(uint8(0x5e + choice * 11));
        }
        (bool fast, bool plain) = _harness.isTarget(code, target % 97);
        vm.assertEq(fast, plain);
    }

    /// @dev The bytes of a seed are zero about every other time.
    function testFuzz_countZeros_isThePlainCount(bytes32[] calldata seeds, uint256 size)
        public
        view
    {
        bytes memory data = abi.encodePacked(seeds);
        for (uint256 i = 0; i < data.length; ++i) {
            if (uint8(data[i]) & 1 == 0) data[i] = 0;
            else if (uint8(data[i]) & 6 == 0) data[i] = 0x80;
        }
        if (data.length > 0) {
            size %= data.length + 1;
            assembly ("memory-safe") {
                mstore(data, size)
            }
        }
        (uint256 fast, uint256 plain) = _harness.countZeros(data);
        vm.assertEq(fast, plain);
    }

    function testFuzz_rootOf_isThatOfWritingTheBytes(bytes32[] calldata words) public view {
        bytes memory data = abi.encodePacked(words);
        if (data.length == 0) data = hex"01";
        uint256 count = (data.length + 31) / 32;
        // All of the tree is zero before: so are the words and their siblings.
        (bytes32 fresh, bytes32 written) =
            _harness.freshRoots(data, _element(new bytes(32 * (count + _siblings(count)))));
        vm.assertEq(fresh, written);
    }

    /// @dev Of the first `count` words: one where the last node of a level is a left child.
    function _siblings(uint256 count) private pure returns (uint256 siblings) {
        uint256 last = count - 1;
        for (uint256 level = 0; level < 17; ++level) {
            if (last & 1 == 0) ++siblings;
            last >>= 1;
        }
    }

    function testFuzz_open_hashesPartsAsAbiEncodingDoes(
        World memory world,
        BlockPart memory blockPart,
        TransactionPart memory transaction,
        Frame memory frame,
        Pending memory pending,
        uint256 kind
    ) public view {
        bytes[5] memory parts = [
            abi.encode(world),
            abi.encode(blockPart),
            abi.encode(transaction),
            abi.encode(frame),
            abi.encode(pending)
        ];
        bytes memory tape = _element(abi.encode(kind));
        bytes memory preimage = abi.encode(keccak256("MVM machine state 1"), kind);
        for (uint256 i = 0; i < 5; ++i) {
            tape = bytes.concat(tape, _element(parts[i]));
            preimage = bytes.concat(preimage, keccak256(parts[i]));
        }
        bytes32[5] memory hashes = _harness.partHashes(keccak256(preimage), tape);
        for (uint256 i = 0; i < 5; ++i) {
            vm.assertEq(hashes[i], keccak256(parts[i]));
        }
    }

    function testFuzz_next_isWhatSlicesGive(bytes calldata a, bytes calldata b, bytes calldata c)
        public
        view
    {
        bytes memory tape = bytes.concat(_element(a), _element(b), _element(c));
        (bytes[] memory read, bytes[] memory sliced) = _harness.elements(tape);
        vm.assertEq(abi.encode(read), abi.encode(sliced));
        vm.assertEq(read.length, 3);
    }

    function test_next_revertsBeyondTheEnd() public {
        bytes memory tape = hex"0000000501020304";
        vm.expectRevert(Tape.TapeEnded.selector);
        _harness.elements(tape);
    }

    function test_step_revertsForAModuleThatIsNotThere() public {
        MVM_ExecutionManager manager = new MVM_ExecutionManager(new address[](0));
        vm.expectRevert(abi.encodeWithSelector(IMVM_ExecutionManager.UnknownModule.selector, 0));
        manager.step(0, 0, 0, "");
    }

    function test_step_revertsOnAnAnswerOfTwoWords() public {
        address[] memory modules = new address[](1);
        modules[0] = address(new TalkativeModule());
        MVM_ExecutionManager manager = new MVM_ExecutionManager(modules);
        vm.expectRevert(abi.encodeWithSelector(IMVM_ExecutionManager.WrongAnswer.selector, 0, 64));
        manager.step(0, 0, 0, "");
    }

    function test_step_passesAModulesRevertOn() public {
        address[] memory modules = new address[](1);
        modules[0] = address(new ArithmeticStep());
        MVM_ExecutionManager manager = new MVM_ExecutionManager(modules);
        vm.expectRevert(Tape.TapeEnded.selector);
        manager.step(0, 0, 0, "");
    }

    function test_constructor_revertsForAModuleWithoutCode() public {
        address[] memory modules = new address[](1);
        modules[0] = address(0xbeef);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMVM_ExecutionManager.ModuleWithoutCode.selector, address(0xbeef)
            )
        );
        new MVM_ExecutionManager(modules);
    }

    function _element(bytes memory data) private pure returns (bytes memory) {
        return bytes.concat(bytes4(uint32(data.length)), data);
    }
}
