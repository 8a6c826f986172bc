// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../machine/Machine.sol";
import {Tape} from "../machine/Tape.sol";

/// @notice What holds for every execution of an opcode.
struct OpcodeRule {
    /// @dev Values that it opens: those that it takes, and for DUP and SWAP those that it looks at.
    uint256 pops;
    uint256 pushes;
    uint256 gas;
    /// @dev Halts in a static frame.
    bool writes;
}

/// @notice An opcode under way.
struct Opcode {
    Machine m;
    uint256 number;
    /// @dev The executing code, as a place in calldata.
    uint256 codeOffset;
    uint256 codeLength;
    /// @dev Values opened, the top of the stack first.
    uint256[17] args;
}

/// @notice Stack and gas of the frame that executes an opcode. `m.frame` is what the opcode makes of it.
library Opcodes {
    using Tape for Tape.Reader;
    using MachineState for Machine;

    uint256 internal constant STACK_LIMIT = 1024;

    /// @notice Reads the executing code, and which of its bytes is next.
    function load(Opcode memory self) internal pure {
        Machine memory m = self.m;
        bytes calldata bytecode = m.tape.nextWithHash(m.frame.codeHash);
        uint256 offset;
        assembly ("memory-safe") {
            offset := bytecode.offset
        }
        self.codeOffset = offset;
        self.codeLength = bytecode.length;
        // Beyond its end, code goes on with STOPs.
        if (m.frame.pc < bytecode.length) self.number = uint8(bytecode[m.frame.pc]);
    }

    function code(Opcode memory self) internal pure returns (bytes calldata bytecode) {
        uint256 offset = self.codeOffset;
        uint256 length = self.codeLength;
        assembly ("memory-safe") {
            bytecode.offset := offset
            bytecode.length := length
        }
    }

    /// @notice Takes the opcode's values and static gas; false when it has to halt.
    function enter(Opcode memory self, OpcodeRule memory rule) internal pure returns (bool) {
        Machine memory m = self.m;
        uint256 size = m.frame.stackSize;
        if (size < rule.pops || size - rule.pops + rule.pushes > STACK_LIMIT) return false;
        if (m.frame.gas < rule.gas || (rule.writes && m.frame.isStatic != 0)) return false;
        m.frame.gas -= rule.gas;
        m.frame.pc += 1;
        if (rule.pops > 0) _openStack(self, rule.pops);
        return true;
    }

    /// @notice Takes gas; false when there is not enough, and then the opcode has to halt.
    function charge(Opcode memory self, uint256 gas) internal pure returns (bool) {
        if (gas > self.m.frame.gas) return false;
        self.m.frame.gas -= gas;
        return true;
    }

    function push(Machine memory m, uint256 value) internal pure {
        m.frame.stackHash = keccak256(abi.encode(m.frame.stackHash, value));
        m.frame.stackSize += 1;
    }

    /// @notice Ends the opcode with one value pushed.
    function result(Opcode memory self, uint256 value) internal pure returns (bytes32) {
        push(self.m, value);
        return self.m.proceed();
    }

    /// @dev One element: the hash of the rest of the stack, then the values from the lowest up.
    function _openStack(Opcode memory self, uint256 count) private pure {
        Machine memory m = self.m;
        bytes calldata element = m.tape.next();
        uint256 expected = (count + 1) * 32;
        require(element.length == expected, Tape.WrongElementLength(element.length, expected));
        bytes32 below = bytes32(element[:32]);
        bytes32 hash = below;
        for (uint256 i = 0; i < count; ++i) {
            uint256 offset = (i + 1) * 32;
            uint256 value = uint256(bytes32(element[offset:offset + 32]));
            self.args[count - 1 - i] = value;
            hash = keccak256(abi.encode(hash, value));
        }
        require(hash == m.frame.stackHash, Tape.WrongElement(hash, m.frame.stackHash));
        m.frame.stackHash = below;
        m.frame.stackSize -= count;
    }
}
