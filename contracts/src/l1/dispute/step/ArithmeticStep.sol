// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Machine, MachineState} from "../machine/Machine.sol";
import {Opcode, OpcodeRule, Opcodes} from "../opcode/Opcode.sol";
import {OpcodeModule} from "./OpcodeModule.sol";

/// @notice Opcodes 0x01 to 0x0b and 0x10 to 0x1e.
contract ArithmeticStep is OpcodeModule {
    using MachineState for Machine;
    using Opcodes for Opcode;

    uint256 private constant EXP_BYTE_GAS = 50;

    function _rule(uint256 opcode) internal pure override returns (bool, OpcodeRule memory rule) {
        if (opcode == 0 || (opcode > 0x0b && opcode < 0x10) || opcode > 0x1e) {
            return (false, rule);
        }
        return (true, OpcodeRule(_pops(opcode), 1, _gas(opcode), false));
    }

    function _pops(uint256 opcode) private pure returns (uint256) {
        if (opcode == 0x08 || opcode == 0x09) return 3;
        return opcode == 0x15 || opcode == 0x19 || opcode == 0x1e ? 1 : 2;
    }

    function _gas(uint256 opcode) private pure returns (uint256) {
        if (opcode == 0x01 || opcode == 0x03) return 3;
        if (opcode == 0x08 || opcode == 0x09) return 8;
        if (opcode == 0x0a) return 10;
        return opcode < 0x10 || opcode == 0x1e ? 5 : 3;
    }

    function _execute(Opcode memory op) internal pure override returns (bytes32) {
        (uint256 a, uint256 b) = (op.args[0], op.args[1]);
        if (op.number == 0x0a) {
            if (!op.charge(EXP_BYTE_GAS * _byteLength(b))) return op.m.halt();
            return op.result(_power(a, b));
        }
        if (op.number < 0x10) return op.result(_calculated(op.number, a, b, op.args[2]));
        return op.result(op.number < 0x16 ? _compared(op.number, a, b) : _bitwise(op.number, a, b));
    }

    function _calculated(uint256 opcode, uint256 a, uint256 b, uint256 modulus)
        private
        pure
        returns (uint256)
    {
        unchecked {
            if (opcode == 0x01) return a + b;
            if (opcode == 0x02) return a * b;
            if (opcode == 0x03) return a - b;
            if (opcode == 0x08) return modulus == 0 ? 0 : addmod(a, b, modulus);
            if (opcode == 0x09) return modulus == 0 ? 0 : mulmod(a, b, modulus);
            if (opcode == 0x0b) return _signExtended(a, b);
            if (b == 0) return 0;
            if (opcode == 0x04) return a / b;
            // Unchecked, the least number divided by -1 is itself.
            if (opcode == 0x05) return uint256(int256(a) / int256(b));
            if (opcode == 0x06) return a % b;
            return uint256(int256(a) % int256(b));
        }
    }

    function _compared(uint256 opcode, uint256 a, uint256 b) private pure returns (uint256) {
        bool truth;
        if (opcode == 0x10) truth = a < b;
        else if (opcode == 0x11) truth = a > b;
        else if (opcode == 0x12) truth = int256(a) < int256(b);
        else if (opcode == 0x13) truth = int256(a) > int256(b);
        else if (opcode == 0x14) truth = a == b;
        else truth = a == 0;
        return truth ? 1 : 0;
    }

    function _bitwise(uint256 opcode, uint256 a, uint256 b) private pure returns (uint256) {
        if (opcode == 0x16) return a & b;
        if (opcode == 0x17) return a | b;
        if (opcode == 0x18) return a ^ b;
        if (opcode == 0x19) return ~a;
        if (opcode == 0x1a) return a > 31 ? 0 : (b >> (8 * (31 - a))) & 0xff;
        if (opcode == 0x1b) return b << a;
        if (opcode == 0x1c) return b >> a;
        if (opcode == 0x1d) return uint256(int256(b) >> a);
        return _leadingZeros(a);
    }

    function _signExtended(uint256 index, uint256 word) private pure returns (uint256) {
        if (index > 30) return word;
        uint256 shift = 256 - 8 * (index + 1);
        return uint256(int256(word << shift) >> shift);
    }

    function _power(uint256 base, uint256 exponent) private pure returns (uint256 power) {
        unchecked {
            for (power = 1; exponent > 0; exponent >>= 1) {
                if (exponent & 1 == 1) power *= base;
                base *= base;
            }
        }
    }

    function _byteLength(uint256 value) private pure returns (uint256 length) {
        for (; value > 0; value >>= 8) {
            ++length;
        }
    }

    function _leadingZeros(uint256 value) private pure returns (uint256 zeros) {
        for (zeros = 256; value > 0; value >>= 1) {
            --zeros;
        }
    }
}
