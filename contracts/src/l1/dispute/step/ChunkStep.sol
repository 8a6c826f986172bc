// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {KeccakSponge} from "../hash/KeccakSponge.sol";
import {IStepModule} from "../interfaces/IStepModule.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {Frame, World} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {MemoryTree} from "../memory/MemoryTree.sol";
import {Bloom} from "../opcode/Bloom.sol";
import {CopySource} from "../opcode/CopySource.sol";
import {Opcodes} from "../opcode/Opcode.sol";

/// @notice Takes the steps of COPY and KECCAK: bounded pieces of work that a program sized.
contract ChunkStep is IStepModule {
    using MachineState for Machine;
    using MemoryTree for MemoryTree.Range;
    using Tape for Tape.Reader;

    /// @dev Bytes that one step copies at most: 256 words, aligned at the destination.
    uint256 private constant COPY_CHUNK = 8192;
    /// @dev Bytes that one step hashes natively.
    uint256 private constant NATIVE_LENGTH = 32 * 1024;
    /// @dev Bytes that one step absorbs of a range that is longer: 32 blocks.
    uint256 private constant ABSORBED_CHUNK = 32 * KeccakSponge.RATE;
    uint256 private constant KECCAK256 = 0x20;
    uint256 private constant LOG0 = 0xa0;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256, bytes calldata tape) external pure returns (bytes32) {
        Machine memory m = MachineState.open(preHash, tape);
        m.requireFrame();
        require(m.pendingHash != 0, MachineState.PartAbsent());
        if (m.kind == Kind.COPY) return _copy(m);
        m.requireKind(Kind.KECCAK);
        return _hash(m);
    }

    /// @dev Words: source, root or code hash, offset and length of what it has, destination, length, done.
    function _copy(Machine memory m) private pure returns (bytes32) {
        uint256[12] memory words = m.pending.words;
        uint256 to = words[4] + words[6];
        uint256 size = COPY_CHUNK - to % COPY_CHUNK;
        if (size > words[5] - words[6]) size = words[5] - words[6];
        bytes memory chunk = new bytes(size);
        _readSource(m.tape, words, chunk);
        MemoryTree.Range memory range = MemoryTree.open(m.tape, m.frame.memoryRoot, to, size);
        range.write(to, chunk);
        m.frame.memoryRoot = range.rootOf();
        words[6] += size;
        return words[6] == words[5] ? m.proceed() : m.suspend(Kind.COPY, m.pending);
    }

    /// @dev Fills the chunk as far as the source reaches; the rest stays zero.
    function _readSource(Tape.Reader memory tape, uint256[12] memory words, bytes memory chunk)
        private
        pure
    {
        uint256 done = words[6];
        if (done >= words[3]) return;
        uint256 length = words[3] - done;
        if (length > chunk.length) length = chunk.length;
        uint256 from = words[2] + done;
        bytes memory source;
        if (words[0] == CopySource.TREE) {
            source = MemoryTree.open(tape, bytes32(words[1]), from, length).read(from, length);
        } else {
            source = tape.nextWithHash(bytes32(words[1]))[from:from + length];
        }
        assembly ("memory-safe") {
            mcopy(add(chunk, 0x20), add(source, 0x20), length)
        }
    }

    /// @dev Words: root, offset and length of the range, bytes absorbed, hash of the sponge, the log's topics.
    function _hash(Machine memory m) private pure returns (bytes32) {
        uint256 length = m.pending.words[2];
        if (length > NATIVE_LENGTH) return _absorb(m);
        bytes memory data;
        if (length > 0) {
            uint256 offset = m.pending.words[1];
            bytes32 root = bytes32(m.pending.words[0]);
            data = MemoryTree.open(m.tape, root, offset, length).read(offset, length);
        }
        return _finish(m, keccak256(data));
    }

    /// @dev A chunk of a long range; the last is shorter than the others, and may be empty.
    function _absorb(Machine memory m) private pure returns (bytes32) {
        uint256[12] memory words = m.pending.words;
        uint256[25] memory lanes;
        if (words[3] > 0) lanes = KeccakSponge.open(m.tape.nextWithHash(bytes32(words[4])));
        uint256 size = words[2] - words[3];
        bool isLast = size < ABSORBED_CHUNK;
        if (!isLast) size = ABSORBED_CHUNK;
        bytes memory data;
        if (size > 0) {
            uint256 offset = words[1] + words[3];
            data = MemoryTree.open(m.tape, bytes32(words[0]), offset, size).read(offset, size);
        }
        if (isLast) return _finish(m, KeccakSponge.finish(lanes, data));
        KeccakSponge.absorb(lanes, data);
        words[3] += size;
        words[4] = uint256(keccak256(KeccakSponge.encode(lanes)));
        return m.suspend(Kind.KECCAK, m.pending);
    }

    function _finish(Machine memory m, bytes32 hash) private pure returns (bytes32) {
        if (m.pending.op == KECCAK256) {
            Opcodes.push(m, uint256(hash));
            return m.proceed();
        }
        World memory world = m.world;
        uint256[12] memory words = m.pending.words;
        uint256 topicCount = m.pending.op - LOG0;
        world.logAcc = keccak256(
            abi.encode(
                world.logAcc, m.frame.self, topicCount, words[5], words[6], words[7], words[8], hash
            )
        );
        world.logCount += 1;
        bytes memory bloom = m.tape.nextWithHash(world.bloomHash);
        Bloom.add(bloom, abi.encodePacked(uint160(m.frame.self)));
        for (uint256 i = 0; i < topicCount; ++i) {
            Bloom.add(bloom, abi.encodePacked(words[5 + i]));
        }
        world.bloomHash = keccak256(bloom);
        return m.proceed();
    }
}
