// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PayloadV1} from "../../src/payload/PayloadV1.sol";

/// @notice Runs PayloadV1 on many payloads in one call, for comparison with the TypeScript decoder.
/// @dev A case is `uint16 blockCount ‖ uint16 depositCount ‖ uint32 length ‖ payload`; the answer holds for
/// each block of each case `uint64 delta ‖ uint16 inputCount ‖ (uint32 length ‖ bytes)[inputCount]`.
contract PayloadV1Harness {
    struct Answer {
        bytes buffer;
        uint256 length;
    }

    /// @notice The answer by `decode`, which reads a payload once from front to end.
    function decodeAll(bytes calldata cases) external pure returns (bytes memory) {
        Answer memory answer = emptyAnswer(cases);
        for (uint256 at = 0; at < cases.length;) {
            (uint256 blockCount, uint256 depositCount, bytes calldata payload) = readCase(cases, at);
            at += 8 + payload.length;
            PayloadV1.Block[] memory blocks = PayloadV1.decode(payload, blockCount, depositCount);
            for (uint256 i = 0; i < blocks.length; ++i) {
                write(answer, blocks[i].delta, 8);
                write(answer, blocks[i].inputs.length, 2);
                for (uint256 k = 0; k < blocks[i].inputs.length; ++k) {
                    bytes memory input = blocks[i].inputs[k];
                    write(answer, input.length, 4);
                    writeMemory(answer, input);
                }
            }
        }
        return finished(answer);
    }

    /// @notice The same answer by `locateBlock` and `locateInput`, each input looked up from the front.
    function locateAll(bytes calldata cases) external pure returns (bytes memory) {
        Answer memory answer = emptyAnswer(cases);
        for (uint256 at = 0; at < cases.length;) {
            (uint256 blockCount, uint256 depositCount, bytes calldata payload) = readCase(cases, at);
            at += 8 + payload.length;
            for (uint256 i = 0; i < blockCount; ++i) {
                locateInputs(answer, payload, i, i == 0 ? depositCount : 0);
            }
        }
        return finished(answer);
    }

    /// @notice Input `inputIndex` of block `blockIndex`, in a transaction whose gas can be measured.
    function locate(
        bytes calldata payload,
        uint256 blockIndex,
        uint256 inputIndex,
        uint256 depositCount
    ) external pure returns (uint64 delta, bool found, uint256 start, uint256 end) {
        (uint256 bodyStart, uint256 bodyEnd) = PayloadV1.locateBlock(payload, blockIndex);
        (delta,) = PayloadV1.readDelta(payload, bodyStart, bodyEnd);
        (found, start, end) =
            PayloadV1.locateInput(payload, bodyStart, bodyEnd, inputIndex, depositCount);
    }

    function locateInputs(
        Answer memory answer,
        bytes calldata payload,
        uint256 blockIndex,
        uint256 depositCount
    ) private pure {
        (uint256 bodyStart, uint256 bodyEnd) = PayloadV1.locateBlock(payload, blockIndex);
        (uint64 delta,) = PayloadV1.readDelta(payload, bodyStart, bodyEnd);
        write(answer, delta, 8);
        uint256 countAt = answer.length;
        write(answer, 0, 2);
        uint256 count = 0;
        while (true) {
            (bool found, uint256 start, uint256 end) =
                PayloadV1.locateInput(payload, bodyStart, bodyEnd, count, depositCount);
            if (!found) break;
            ++count;
            write(answer, end - start, 4);
            writeCalldata(answer, payload[start:end]);
        }
        answer.buffer[countAt] = bytes1(uint8(count >> 8));
        answer.buffer[countAt + 1] = bytes1(uint8(count));
    }

    function readCase(bytes calldata cases, uint256 at)
        private
        pure
        returns (uint256 blockCount, uint256 depositCount, bytes calldata payload)
    {
        blockCount = uint16(bytes2(cases[at:at + 2]));
        depositCount = uint16(bytes2(cases[at + 2:at + 4]));
        payload = cases[at + 8:at + 8 + uint32(bytes4(cases[at + 4:at + 8]))];
    }

    /// @dev An input takes at least a byte of its payload and four more bytes here, a block ten.
    function emptyAnswer(bytes calldata cases) private pure returns (Answer memory answer) {
        uint256 capacity = 32;
        for (uint256 at = 0; at < cases.length;) {
            (uint256 blockCount,, bytes calldata payload) = readCase(cases, at);
            capacity += 10 * blockCount + 5 * payload.length;
            at += 8 + payload.length;
        }
        answer.buffer = new bytes(capacity);
    }

    /// @dev Writes the `size` lowest bytes of `value`; what it writes beyond them is overwritten later.
    function write(Answer memory answer, uint256 value, uint256 size) private pure {
        bytes memory buffer = answer.buffer;
        uint256 length = answer.length;
        assembly {
            mstore(add(add(buffer, 0x20), length), shl(sub(256, mul(size, 8)), value))
        }
        answer.length += size;
    }

    function writeMemory(Answer memory answer, bytes memory input) private pure {
        bytes memory buffer = answer.buffer;
        uint256 length = answer.length;
        assembly {
            mcopy(add(add(buffer, 0x20), length), add(input, 0x20), mload(input))
        }
        answer.length += input.length;
    }

    function writeCalldata(Answer memory answer, bytes calldata input) private pure {
        bytes memory buffer = answer.buffer;
        uint256 length = answer.length;
        assembly {
            calldatacopy(add(add(buffer, 0x20), length), input.offset, input.length)
        }
        answer.length += input.length;
    }

    function finished(Answer memory answer) private pure returns (bytes memory buffer) {
        buffer = answer.buffer;
        uint256 length = answer.length;
        assembly {
            mstore(buffer, length)
        }
    }
}
