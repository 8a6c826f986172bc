// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PayloadV1} from "../../../payload/PayloadV1.sol";
import {BlockHeader} from "../block/BlockHeader.sol";
import {HeaderFields} from "../block/HeaderFields.sol";
import {IStepModule} from "../interfaces/IStepModule.sol";
import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {Machine, MachineState} from "../machine/Machine.sol";
import {BlockPart} from "../machine/Parts.sol";
import {Tape} from "../machine/Tape.sol";
import {Accounts} from "../state/Accounts.sol";
import {Slots} from "../state/Slots.sol";
import {SystemAccounts} from "../state/SystemAccounts.sol";

/// @notice Takes the steps of BLOCK_BEGIN and BLOCK_END, and those of HALT, which lead nowhere.
contract BlockStep is IStepModule {
    using Boundary for Machine;
    using MachineState for Machine;
    using Tape for Tape.Reader;

    uint256 private constant GAS_LIMIT = 30_000_000;
    uint256 private constant ELASTICITY = 2;
    uint256 private constant BASE_FEE_DENOMINATOR = 8;
    uint256 private constant BASE_FEE_FLOOR = 1_000_000;
    uint256 private constant BASE_FEE_CEILING = type(uint128).max;
    /// @dev How far, in seconds, a block may be ahead of its origin.
    uint256 private constant MAX_LEAD = 600;
    /// @dev Blocks whose hashes the EIP-2935 contract keeps.
    uint256 private constant HISTORY_WINDOW = 8191;

    /// @dev Words of the preimage of a batch's hash that blocks read.
    uint256 private constant QUEUE_START = 4;
    uint256 private constant QUEUE_END = 5;
    uint256 private constant QUEUE_HASH_START = 6;
    uint256 private constant QUEUE_HASH_END = 7;
    uint256 private constant ORIGIN_NUMBER = 8;
    uint256 private constant ORIGIN_HASH = 9;
    uint256 private constant PRODUCER = 10;
    uint256 private constant FEE_SCALAR = 11;
    uint256 private constant PAYLOAD_HASH = 12;
    uint256 private constant BATCH_WORDS = 13;

    /// @inheritdoc IStepModule
    function step(bytes32 preHash, uint256 position, bytes calldata tape)
        external
        pure
        returns (bytes32)
    {
        if (_isHalted(preHash, tape)) return preHash;
        Machine memory m = MachineState.open(preHash, tape);
        if (m.kind == Kind.BLOCK_BEGIN) return position == 0 ? _begin(m) : m.wait(preHash);
        m.requireKind(Kind.BLOCK_END);
        return position % Boundary.SLOT_STEPS == 0 ? _end(m) : m.wait(preHash);
    }

    /// @dev After a block's end there is nothing but an output root.
    function _isHalted(bytes32 preHash, bytes calldata tape) private pure returns (bool) {
        Tape.Reader memory reader = Tape.open(tape);
        if (_wordOf(reader.next()) != bytes32(Kind.HALT)) return false;
        bytes32 opened = _halted(_wordOf(reader.next()));
        require(opened == preHash, MachineState.WrongState(opened, preHash));
        reader.close();
        return true;
    }

    function _wordOf(bytes calldata element) private pure returns (bytes32) {
        require(element.length == 32, Tape.WrongElementLength(element.length, 32));
        return bytes32(element);
    }

    function _halted(bytes32 outputRoot) private pure returns (bytes32) {
        return keccak256(abi.encode(MachineState.TAG, Kind.HALT, outputRoot));
    }

    function _begin(Machine memory m) private pure returns (bytes32) {
        uint256[BATCH_WORDS] memory batch = _openBatch(m);
        bytes memory parent = m.tape.nextWithHash(m.blockPart.parentHash);
        bytes memory origin = m.tape.nextWithHash(bytes32(batch[ORIGIN_HASH]));
        uint256 delta = _locateInputs(m, batch);
        _fill(m.blockPart, batch, parent, origin, delta);
        _tell(m, batch, HeaderFields.integerAt(origin, HeaderFields.TIMESTAMP));
        return m.beforeInput();
    }

    function _openBatch(Machine memory m) private pure returns (uint256[BATCH_WORDS] memory batch) {
        uint256 place;
        assembly ("memory-safe") {
            place := batch
        }
        m.tape.nextWords(place, BATCH_WORDS);
        bytes32 hash = MachineState.hashWords(place, BATCH_WORDS);
        bytes32 expected = m.blockPart.inputCommitment;
        require(hash == expected, Tape.WrongElement(hash, expected));
    }

    /// @dev The payload, and for the first block of a batch the queue.
    function _locateInputs(Machine memory m, uint256[BATCH_WORDS] memory batch)
        private
        pure
        returns (uint256 delta)
    {
        BlockPart memory b = m.blockPart;
        b.payloadHash = bytes32(batch[PAYLOAD_HASH]);
        bytes calldata payload = m.tape.nextWithHash(b.payloadHash);
        uint256 depositCount = b.indexInBatch == 0 ? _chainDeposits(m, batch) : 0;
        (uint256 start, uint256 end) = PayloadV1.locateBlock(payload, b.indexInBatch);
        (delta, start) = PayloadV1.readDelta(payload, start, end);
        (b.payloadCursor, b.payloadEnd) = (start, end);
        b.inputCount = depositCount + PayloadV1.countInputs(payload, start, end, depositCount);
    }

    /// @dev One element has the hashes of all queue elements: forwards they give the queue's hash, backwards the
    /// chain from which TX_NEXT takes one after the other.
    function _chainDeposits(Machine memory m, uint256[BATCH_WORDS] memory batch)
        private
        pure
        returns (uint256 count)
    {
        count = batch[QUEUE_END] - batch[QUEUE_START];
        if (count == 0) return 0;
        bytes calldata elements = m.tape.next();
        require(elements.length == 32 * count, Tape.WrongElementLength(elements.length, 32 * count));
        bytes32 queueHash = bytes32(batch[QUEUE_HASH_START]);
        for (uint256 i = 0; i < count; ++i) {
            queueHash = keccak256(abi.encode(queueHash, bytes32(elements[32 * i:32 * i + 32])));
        }
        bytes32 expected = bytes32(batch[QUEUE_HASH_END]);
        require(queueHash == expected, Tape.WrongElement(queueHash, expected));
        bytes32 chain = 0;
        for (uint256 i = count; i > 0; --i) {
            chain = keccak256(abi.encode(bytes32(elements[32 * i - 32:32 * i]), chain));
        }
        m.blockPart.depositHash = chain;
    }

    function _fill(
        BlockPart memory b,
        uint256[BATCH_WORDS] memory batch,
        bytes memory parent,
        bytes memory origin,
        uint256 delta
    ) private pure {
        b.timestamp = _timestamp(
            HeaderFields.integerAt(parent, HeaderFields.TIMESTAMP),
            delta,
            HeaderFields.integerAt(origin, HeaderFields.TIMESTAMP)
        );
        b.gasLimit = GAS_LIMIT;
        b.baseFee = _baseFee(
            HeaderFields.integerAt(parent, HeaderFields.BASE_FEE),
            HeaderFields.integerAt(parent, HeaderFields.GAS_USED),
            HeaderFields.integerAt(parent, HeaderFields.GAS_LIMIT) / ELASTICITY
        );
        b.coinbase = batch[PRODUCER];
        uint256 randao = HeaderFields.integerAt(origin, HeaderFields.PREV_RANDAO);
        b.prevRandao = uint256(keccak256(abi.encode(randao, b.chainId, b.number)));
        b.l1BaseFee = HeaderFields.integerAt(origin, HeaderFields.BASE_FEE);
        b.feeScalar = batch[FEE_SCALAR];
        b.bloomHash = Boundary.EMPTY_BLOOM_HASH;
    }

    /// @dev clamp(parent + delta, max(parent, origin), max(parent, origin + 600 s)).
    function _timestamp(uint256 parent, uint256 delta, uint256 origin)
        private
        pure
        returns (uint256)
    {
        uint256 least = parent > origin ? parent : origin;
        uint256 most = parent > origin + MAX_LEAD ? parent : origin + MAX_LEAD;
        uint256 wanted = parent + delta;
        return wanted < least ? least : wanted > most ? most : wanted;
    }

    /// @dev EIP-1559 with a floor and a ceiling.
    function _baseFee(uint256 baseFee, uint256 gasUsed, uint256 target)
        private
        pure
        returns (uint256)
    {
        if (gasUsed > target) {
            uint256 rise = baseFee * (gasUsed - target) / target / BASE_FEE_DENOMINATOR;
            baseFee += rise > 0 ? rise : 1;
        } else {
            baseFee -= baseFee * (target - gasUsed) / target / BASE_FEE_DENOMINATOR;
        }
        if (baseFee > BASE_FEE_CEILING) return BASE_FEE_CEILING;
        return baseFee > BASE_FEE_FLOOR ? baseFee : BASE_FEE_FLOOR;
    }

    /// @dev The origin goes to MVM_L1Block, the parent's hash to the history contract.
    function _tell(Machine memory m, uint256[BATCH_WORDS] memory batch, uint256 originTimestamp)
        private
        pure
    {
        uint256[] memory attributes = new uint256[](5);
        attributes[0] = batch[ORIGIN_NUMBER];
        attributes[1] = originTimestamp;
        attributes[2] = batch[ORIGIN_HASH];
        attributes[3] = m.blockPart.l1BaseFee;
        attributes[4] = m.blockPart.feeScalar;
        Slots.put(m, SystemAccounts.L1_BLOCK, 0, attributes);
        uint256[] memory history = new uint256[](1);
        history[0] = uint256(m.blockPart.parentHash);
        Slots.put(m, SystemAccounts.HISTORY, (m.blockPart.number - 1) % HISTORY_WINDOW, history);
    }

    function _end(Machine memory m) private pure returns (bytes32) {
        bytes memory bloom = m.tape.nextWithHash(m.blockPart.bloomHash);
        bytes32 stateRoot = m.world.stateRoot;
        bytes32 passerRoot =
            Accounts.open(m.tape, stateRoot, SystemAccounts.MESSAGE_PASSER).storageRoot;
        bytes32 blockHash = BlockHeader.hashOf(m.blockPart, stateRoot, passerRoot, bloom);
        m.tape.close();
        return _halted(keccak256(abi.encode(bytes32(0), stateRoot, passerRoot, blockHash)));
    }
}
