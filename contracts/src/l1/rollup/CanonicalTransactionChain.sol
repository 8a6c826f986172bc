// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {SystemSenders} from "../../l2/SystemSenders.sol";
import {Parameters} from "../Parameters.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {AddressAlias} from "./AddressAlias.sol";
import {GasBurn} from "./GasBurn.sol";
import {ICanonicalTransactionChain} from "./interfaces/ICanonicalTransactionChain.sol";
import {L1History} from "./L1History.sol";
import {L2Predeploys} from "./L2Predeploys.sol";
import {PlainAccount} from "./PlainAccount.sol";

/// @notice Transaction batches and the L1→L2 queue of every DAC.
/// @dev For each chain: batches are contiguous in blocks and in queue elements, origins never go back, and
/// no element is consumed before the L1 block of its enqueuing is the origin's ancestor or the origin.
contract CanonicalTransactionChain is ICanonicalTransactionChain, EIP712 {
    /// @dev Three slots:
    ///
    ///   tip
    ///   feeScalar | originNumber | queueStart | nextBlock
    ///   epoch | referenceFeeScalar | queueLength | batchCount
    ///
    /// `tip` is zero for a chain that does not exist. `epoch` is that of the last batch,
    /// `referenceFeeScalar` the scalar of the last batch of an earlier one.
    struct Chain {
        bytes32 tip;
        uint64 nextBlock;
        uint64 queueStart;
        uint64 originNumber;
        uint64 feeScalar;
        uint64 batchCount;
        uint64 queueLength;
        uint64 referenceFeeScalar;
        uint64 epoch;
    }

    /// @dev The preimage of an element's hash.
    struct Element {
        uint256 chainId;
        uint256 queueIndex;
        address from;
        address sender;
        address to;
        uint256 mint;
        uint256 value;
        uint256 gasLimit;
        bool isSystem;
        bytes32 dataHash;
    }

    /// @dev What `TransactionBatchAppended` does not index, in its order.
    struct AppendedEventData {
        bytes32 prevBatchHash;
        uint256 firstBlock;
        uint256 blockCount;
        uint256 queueStart;
        uint256 queueEnd;
        bytes32 queueHashStart;
        bytes32 queueHashEnd;
        uint256 originNumber;
        bytes32 originHash;
        address producer;
        uint256 feeScalar;
        bytes32 payloadHash;
        address sequencer;
        bool isForced;
    }

    /// @notice Largest gas limit of an element, and of all that a batch consumes.
    uint256 public constant MAX_QUEUE_GAS = 2 ** 24;
    /// @notice Most elements that a batch consumes.
    uint256 public constant MAX_QUEUE_ELEMENTS = 64;
    /// @notice Most bytes of an element's data: 60 KiB less the 154 that the rest of its encoding may take.
    uint256 public constant MAX_ELEMENT_DATA = 60 * 1024 - 154;
    uint256 public constant MAX_BLOCK_COUNT = 1024;
    uint256 public constant MAX_PAYLOAD_LENGTH = 64 * 1024;
    uint256 public constant MIN_FEE_SCALAR = 10 ** 6;
    uint256 public constant MAX_FEE_SCALAR = 10 ** 11;
    /// @dev A step of 5 %.
    uint256 private constant FEE_SCALAR_STEP = 20;

    uint256 private constant L1_GAS_DIVISOR = 32;

    bytes32 private constant PRODUCER_TYPEHASH =
        keccak256("Producer(uint256 chainId,bytes32 prevBatchHash,bytes32 originHash)");

    uint256 public immutable forcedInclusionDelay;
    uint256 public immutable maxOriginAge;
    uint256 public immutable blocksPerL1Block;
    uint64 public immutable initialFeeScalar;

    address public immutable comCo;
    address public immutable l1StandardBridge;
    ISequencerPool public immutable sequencerPool;

    mapping(uint256 chainId => Chain) private _chains;
    mapping(uint256 chainId => mapping(uint256 queueIndex => QueueRecord)) private _queues;
    mapping(bytes32 batchHash => BatchRecord) private _batches;

    constructor(
        Parameters memory parameters,
        address comCo_,
        address l1StandardBridge_,
        ISequencerPool sequencerPool_
    ) EIP712("MVM", "1") {
        uint256 age = parameters.maxOriginAge;
        uint64 scalar = parameters.initialFeeScalar;
        require(age > 0 && age <= L1History.LENGTH, ParameterOutOfRange(age));
        require(parameters.blocksPerL1Block > 0, ParameterOutOfRange(0));
        require(scalar >= MIN_FEE_SCALAR && scalar <= MAX_FEE_SCALAR, ParameterOutOfRange(scalar));
        forcedInclusionDelay = parameters.forcedInclusionDelay;
        maxOriginAge = age;
        blocksPerL1Block = parameters.blocksPerL1Block;
        initialFeeScalar = scalar;
        comCo = comCo_;
        l1StandardBridge = l1StandardBridge_;
        sequencerPool = sequencerPool_;
    }

    /// @inheritdoc ICanonicalTransactionChain
    function openChain(uint256 chainId, address to, uint256 gasLimit, bytes calldata data)
        external
    {
        require(msg.sender == comCo, NotAuthorized(msg.sender));
        Chain storage chain = _chains[chainId];
        require(chain.tip == 0, ChainExists(chainId));
        chain.tip = bytes32(chainId);
        chain.nextBlock = 1;
        chain.originNumber = uint64(block.number);
        chain.feeScalar = initialFeeScalar;
        chain.referenceFeeScalar = initialFeeScalar;
        chain.epoch = uint64(sequencerPool.currentEpoch());

        address from = SystemSenders.COM_CO;
        _enqueue(Element(chainId, 0, from, from, to, 0, 0, gasLimit, true, 0), data);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function enqueueSystem(uint256 chainId, address to, uint256 gasLimit, bytes calldata data)
        external
        returns (uint256 queueIndex)
    {
        require(msg.sender == comCo, NotAuthorized(msg.sender));
        address from = SystemSenders.COM_CO;
        queueIndex = _enqueue(Element(chainId, 0, from, from, to, 0, 0, gasLimit, true, 0), data);
        GasBurn.burn(gasLimit / L1_GAS_DIVISOR);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function enqueue(
        uint256 chainId,
        address to,
        uint256 value,
        uint256 gasLimit,
        bytes calldata data
    ) external returns (uint256 queueIndex) {
        address from = AddressAlias.ofCaller();
        queueIndex =
            _enqueue(Element(chainId, 0, from, from, to, 0, value, gasLimit, false, 0), data);
        GasBurn.burn(gasLimit / L1_GAS_DIVISOR);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function enqueueDeposit(
        uint256 chainId,
        address from,
        address sender,
        address to,
        uint256 mint,
        uint256 value,
        uint256 gasLimit,
        bytes calldata data
    ) external returns (uint256 queueIndex) {
        require(msg.sender == l1StandardBridge, NotAuthorized(msg.sender));
        queueIndex =
            _enqueue(Element(chainId, 0, from, sender, to, mint, value, gasLimit, false, 0), data);
        GasBurn.burn(gasLimit / L1_GAS_DIVISOR);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function appendSequencerBatch(
        uint256 chainId,
        bytes32 prevBatchHash,
        uint256 blockCount,
        uint256 queueEnd,
        uint256 originNumber,
        bytes32 originHash,
        uint256 feeScalar,
        address producer,
        bytes calldata producerSig,
        bytes calldata payload
    ) external {
        PlainAccount.requireCaller();
        require(
            payload.length <= MAX_PAYLOAD_LENGTH, PayloadTooLong(payload.length, MAX_PAYLOAD_LENGTH)
        );
        // Everything goes into memory at once: the stack has no room for more beside the arguments.
        BatchCommitment memory commitment;
        commitment.prevBatchHash = prevBatchHash;
        commitment.chainId = chainId;
        commitment.blockCount = blockCount;
        commitment.queueEnd = queueEnd;
        commitment.originNumber = originNumber;
        commitment.originHash = originHash;
        commitment.producer = producer;
        commitment.feeScalar = feeScalar;
        commitment.payloadHash = keccak256(payload);
        _appendSequencerBatch(commitment, producerSig);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function appendForced(uint256 chainId, uint256 originNumber, bytes32 originHash) external {
        Chain storage chain = _chain(chainId);
        require(_isOverdue(chainId, chain), NothingOverdue(chainId));

        BatchCommitment memory commitment;
        commitment.prevBatchHash = chain.tip;
        commitment.chainId = chainId;
        commitment.blockCount = 1;
        commitment.queueEnd = _lastQueueEnd(chainId, chain, originNumber);
        commitment.originNumber = originNumber;
        commitment.originHash = originHash;
        commitment.producer = L2Predeploys.FEE_VAULT;
        commitment.feeScalar = chain.feeScalar;
        commitment.payloadHash = keccak256("");

        require(commitment.queueEnd > chain.queueStart, NothingToConsume(chainId, originNumber));
        _requireOrigin(chain, originNumber, originHash);
        _append(chain, commitment, sequencerPool.currentEpoch(), true);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function chainTip(uint256 chainId) external view returns (ChainTip memory) {
        Chain storage chain = _chain(chainId);
        return ChainTip({
            batchHash: chain.tip,
            nextBlock: chain.nextBlock,
            queueStart: chain.queueStart,
            queueLength: chain.queueLength,
            originNumber: chain.originNumber,
            feeScalar: chain.feeScalar,
            batchCount: chain.batchCount
        });
    }

    /// @inheritdoc ICanonicalTransactionChain
    function chainExists(uint256 chainId) external view returns (bool) {
        return _chains[chainId].tip != 0;
    }

    /// @inheritdoc ICanonicalTransactionChain
    function queueRecord(uint256 chainId, uint256 queueIndex)
        external
        view
        returns (QueueRecord memory)
    {
        uint256 length = _chain(chainId).queueLength;
        require(queueIndex < length, QueueIndexOutOfRange(queueIndex, length));
        return _queues[chainId][queueIndex];
    }

    /// @inheritdoc ICanonicalTransactionChain
    function queueHash(uint256 chainId, uint256 length) external view returns (bytes32) {
        uint256 enqueued = _chain(chainId).queueLength;
        require(length <= enqueued, QueueIndexOutOfRange(length, enqueued));
        return _queueHash(chainId, length);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function batch(bytes32 batchHash) external view returns (BatchRecord memory record) {
        record = _batches[batchHash];
        require(record.blockCount != 0, UnknownBatch(batchHash));
    }

    /// @inheritdoc ICanonicalTransactionChain
    function oldestPendingL1Block(uint256 chainId) external view returns (uint256) {
        Chain storage chain = _chain(chainId);
        if (chain.queueStart == chain.queueLength) return 0;
        return _queues[chainId][chain.queueStart].l1BlockNumber;
    }

    /// @inheritdoc ICanonicalTransactionChain
    function isOverdue(uint256 chainId) external view returns (bool) {
        return _isOverdue(chainId, _chain(chainId));
    }

    /// @inheritdoc ICanonicalTransactionChain
    function queueEndRange(uint256 chainId, uint256 originNumber)
        external
        view
        returns (uint256 min, uint256 max)
    {
        Chain storage chain = _chain(chainId);
        uint256 delay = forcedInclusionDelay;
        min = originNumber > delay
            ? _lastQueueEnd(chainId, chain, originNumber - delay - 1)
            : chain.queueStart;
        if (min == 0) min = 1;
        max = _lastQueueEnd(chainId, chain, originNumber);
    }

    /// @inheritdoc ICanonicalTransactionChain
    function feeScalarRange(uint256 chainId) external view returns (uint256 min, uint256 max) {
        Chain storage chain = _chain(chainId);
        return _feeScalarRange(_referenceFeeScalar(chain, sequencerPool.currentEpoch()));
    }

    /// @inheritdoc ICanonicalTransactionChain
    function producerDigest(uint256 chainId, bytes32 prevBatchHash, bytes32 originHash)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(
            keccak256(abi.encode(PRODUCER_TYPEHASH, chainId, prevBatchHash, originHash))
        );
    }

    /// @dev Fills in the element's index and data hash.
    function _enqueue(Element memory element, bytes calldata data)
        private
        returns (uint256 queueIndex)
    {
        uint256 chainId = element.chainId;
        Chain storage chain = _chain(chainId);
        require(data.length <= MAX_ELEMENT_DATA, DataTooLong(data.length, MAX_ELEMENT_DATA));
        uint256 minGas = 21_000 + 40 * data.length;
        require(
            element.gasLimit >= minGas && element.gasLimit <= MAX_QUEUE_GAS,
            GasLimitOutOfRange(element.gasLimit, minGas, MAX_QUEUE_GAS)
        );

        queueIndex = chain.queueLength;
        element.queueIndex = queueIndex;
        element.dataHash = keccak256(data);
        bytes32 elementHash = keccak256(abi.encode(element));
        bytes32 hashAfter = keccak256(abi.encode(_queueHash(chainId, queueIndex), elementHash));
        _queues[chainId][queueIndex] = QueueRecord({
            queueHashAfter: hashAfter,
            l1BlockNumber: uint64(block.number),
            gasThrough: uint192(_gasThrough(chainId, queueIndex) + element.gasLimit)
        });
        chain.queueLength = uint64(queueIndex + 1);
        _emitEnqueued(element, data, hashAfter);
    }

    function _emitEnqueued(Element memory element, bytes calldata data, bytes32 hashAfter) private {
        emit TransactionEnqueued(
            element.chainId,
            element.queueIndex,
            element.from,
            element.sender,
            element.to,
            element.mint,
            element.value,
            element.gasLimit,
            element.isSystem,
            data,
            hashAfter
        );
    }

    function _appendSequencerBatch(BatchCommitment memory commitment, bytes calldata producerSig)
        private
    {
        uint256 chainId = commitment.chainId;
        Chain storage chain = _chain(chainId);
        uint256 epoch = sequencerPool.recordPost(chainId, msg.sender, false);
        require(
            commitment.prevBatchHash == chain.tip,
            PrevBatchHashMismatch(commitment.prevBatchHash, chain.tip)
        );
        _requireOrigin(chain, commitment.originNumber, commitment.originHash);
        _requireBlockCount(chain, commitment);
        _requireQueueEnd(chain, commitment);
        _requireFeeScalar(chain, commitment.feeScalar, epoch);
        _requireProducer(commitment, producerSig);
        _append(chain, commitment, epoch, false);
    }

    /// @dev Appends a batch whose fields are checked; fills in those that follow from the chain's state.
    function _append(
        Chain storage chain,
        BatchCommitment memory commitment,
        uint256 epoch,
        bool isForced
    ) private {
        uint256 chainId = commitment.chainId;
        commitment.firstBlock = chain.nextBlock;
        commitment.queueStart = chain.queueStart;
        commitment.queueHashStart = _queueHash(chainId, commitment.queueStart);
        commitment.queueHashEnd = _queueHash(chainId, commitment.queueEnd);
        bytes32 batchHash = keccak256(abi.encode(commitment));
        uint64 batchIndex = chain.batchCount;

        _batches[batchHash] = BatchRecord({
            chainId: uint64(chainId),
            firstBlock: uint64(commitment.firstBlock),
            blockCount: uint32(commitment.blockCount),
            l1BlockNumber: uint64(block.number)
        });
        chain.referenceFeeScalar = uint64(_referenceFeeScalar(chain, epoch));
        chain.epoch = uint64(epoch);
        chain.batchCount = batchIndex + 1;
        chain.tip = batchHash;
        chain.nextBlock = uint64(commitment.firstBlock + commitment.blockCount);
        chain.queueStart = uint64(commitment.queueEnd);
        chain.originNumber = uint64(commitment.originNumber);
        chain.feeScalar = uint64(commitment.feeScalar);
        _emitAppended(batchIndex, batchHash, commitment, isForced);
    }

    /// @dev `emit TransactionBatchAppended(...)`, which has more arguments than the stack has room for: its
    /// data is the encoding of a struct of them.
    function _emitAppended(
        uint256 batchIndex,
        bytes32 batchHash,
        BatchCommitment memory commitment,
        bool isForced
    ) private {
        AppendedEventData memory fields;
        fields.prevBatchHash = commitment.prevBatchHash;
        fields.firstBlock = commitment.firstBlock;
        fields.blockCount = commitment.blockCount;
        fields.queueStart = commitment.queueStart;
        fields.queueEnd = commitment.queueEnd;
        fields.queueHashStart = commitment.queueHashStart;
        fields.queueHashEnd = commitment.queueHashEnd;
        fields.originNumber = commitment.originNumber;
        fields.originHash = commitment.originHash;
        fields.producer = commitment.producer;
        fields.feeScalar = commitment.feeScalar;
        fields.payloadHash = commitment.payloadHash;
        fields.sequencer = msg.sender;
        fields.isForced = isForced;
        bytes memory data = abi.encode(fields);
        bytes32 topic = TransactionBatchAppended.selector;
        uint256 chainId = commitment.chainId;
        assembly ("memory-safe") {
            log4(add(data, 0x20), mload(data), topic, chainId, batchIndex, batchHash)
        }
    }

    function _chain(uint256 chainId) private view returns (Chain storage chain) {
        chain = _chains[chainId];
        require(chain.tip != 0, UnknownChain(chainId));
    }

    function _requireOrigin(Chain storage chain, uint256 number, bytes32 hash) private view {
        uint256 min = chain.originNumber;
        if (block.number > maxOriginAge) min = Math.max(min, block.number - maxOriginAge);
        require(
            number >= min && number < block.number, OriginOutOfRange(number, min, block.number - 1)
        );
        bytes32 actual = L1History.blockHash(number);
        require(actual != 0 && hash == actual, OriginHashMismatch(number, hash, actual));
    }

    function _requireBlockCount(Chain storage chain, BatchCommitment memory commitment)
        private
        view
    {
        uint256 l1Blocks = commitment.originNumber - chain.originNumber;
        uint256 max = Math.min(MAX_BLOCK_COUNT, 1 + blocksPerL1Block * l1Blocks);
        uint256 count = commitment.blockCount;
        require(count >= 1 && count <= max, BlockCountOutOfRange(count, max));
    }

    /// @dev Consumes what was enqueued at or before the origin, within the caps, and leaves out nothing
    /// that is overdue at the origin and that the caps allow. The range is that of `queueEndRange`, of which
    /// only the two elements beside its end need to be read here.
    function _requireQueueEnd(Chain storage chain, BatchCommitment memory commitment) private view {
        uint256 chainId = commitment.chainId;
        uint256 start = chain.queueStart;
        uint256 end = commitment.queueEnd;
        uint256 length = chain.queueLength;
        // The first batch sets the charter.
        uint256 min = start == 0 ? 1 : start;
        require(end >= min && end <= length, QueueEndOutOfRange(end, min, length));
        require(end - start <= MAX_QUEUE_ELEMENTS, TooManyElements(end - start, MAX_QUEUE_ELEMENTS));
        uint256 gasBefore = _gasThrough(chainId, start);
        if (end > start) {
            QueueRecord storage last = _queues[chainId][end - 1];
            require(
                last.l1BlockNumber <= commitment.originNumber,
                ElementAfterOrigin(end - 1, last.l1BlockNumber)
            );
            uint256 gas = last.gasThrough - gasBefore;
            require(gas <= MAX_QUEUE_GAS, TooMuchQueueGas(gas, MAX_QUEUE_GAS));
        }
        if (end < length && end - start < MAX_QUEUE_ELEMENTS) {
            QueueRecord storage next = _queues[chainId][end];
            bool isDue = next.l1BlockNumber + forcedInclusionDelay < commitment.originNumber;
            bool fits = next.gasThrough - gasBefore <= MAX_QUEUE_GAS;
            require(!(isDue && fits), ForcedElementLeftOut(end));
        }
    }

    function _requireFeeScalar(Chain storage chain, uint256 feeScalar, uint256 epoch) private view {
        (uint256 min, uint256 max) = _feeScalarRange(_referenceFeeScalar(chain, epoch));
        require(feeScalar >= min && feeScalar <= max, FeeScalarOutOfRange(feeScalar, min, max));
    }

    function _requireProducer(BatchCommitment memory commitment, bytes calldata signature)
        private
        view
    {
        address producer = commitment.producer;
        if (signature.length == 0) {
            require(producer == L2Predeploys.FEE_VAULT, ProducerNotFeeVault(producer));
            return;
        }
        uint256 epoch = sequencerPool.epochAt(commitment.originNumber);
        require(
            sequencerPool.mayProduce(commitment.chainId, epoch, producer),
            ProducerNotAssigned(producer)
        );
        bytes32 digest =
            producerDigest(commitment.chainId, commitment.prevBatchHash, commitment.originHash);
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, signature);
        require(
            failure == ECDSA.RecoverError.NoError && signer == producer,
            ProducerSignatureMismatch(producer)
        );
    }

    function _isOverdue(uint256 chainId, Chain storage chain) private view returns (bool) {
        if (chain.queueStart == chain.queueLength) return false;
        return
            block.number > _queues[chainId][chain.queueStart].l1BlockNumber + forcedInclusionDelay;
    }

    /// @dev First element that a batch cannot consume, if it takes all up to the caps that were enqueued
    /// at or before an L1 block. What a batch cannot consume, none after it can be: bisection.
    function _lastQueueEnd(uint256 chainId, Chain storage chain, uint256 l1BlockNumber)
        private
        view
        returns (uint256 low)
    {
        low = chain.queueStart;
        uint256 maxGasThrough = _gasThrough(chainId, low) + MAX_QUEUE_GAS;
        uint256 high = Math.min(chain.queueLength, low + MAX_QUEUE_ELEMENTS);
        while (low < high) {
            uint256 middle = (low + high) / 2;
            QueueRecord storage record = _queues[chainId][middle];
            if (record.l1BlockNumber <= l1BlockNumber && record.gasThrough <= maxGasThrough) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
    }

    function _queueHash(uint256 chainId, uint256 length) private view returns (bytes32) {
        return length == 0 ? bytes32(0) : _queues[chainId][length - 1].queueHashAfter;
    }

    /// @dev Gas limits of a queue's first `length` elements.
    function _gasThrough(uint256 chainId, uint256 length) private view returns (uint256) {
        return length == 0 ? 0 : _queues[chainId][length - 1].gasThrough;
    }

    /// @dev Scalar of the last batch of an epoch before `epoch`.
    function _referenceFeeScalar(Chain storage chain, uint256 epoch)
        private
        view
        returns (uint256)
    {
        return epoch > chain.epoch ? chain.feeScalar : chain.referenceFeeScalar;
    }

    function _feeScalarRange(uint256 base) private pure returns (uint256 min, uint256 max) {
        uint256 step = base / FEE_SCALAR_STEP;
        return (Math.max(base - step, MIN_FEE_SCALAR), Math.min(base + step, MAX_FEE_SCALAR));
    }
}
