// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {SystemSenders} from "../../l2/SystemSenders.sol";
import {Parameters} from "../Parameters.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {ICanonicalTransactionChain} from "./interfaces/ICanonicalTransactionChain.sol";
import {L1History} from "./L1History.sol";
import {L2Predeploys} from "./L2Predeploys.sol";
import {PlainAccount} from "./PlainAccount.sol";
import {TransactionQueue} from "./TransactionQueue.sol";

/// @notice Transaction batches of every DAC, and through `TransactionQueue` what comes from L1.
/// @dev For each chain: batches are contiguous in blocks and in queue elements, origins never go back, and
/// no element is consumed before the L1 block of its enqueuing is the origin's ancestor or the origin.
contract CanonicalTransactionChain is TransactionQueue, EIP712 {
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

    uint256 public constant MAX_BLOCK_COUNT = 1024;
    uint256 public constant MAX_PAYLOAD_LENGTH = 64 * 1024;
    uint256 public constant MIN_FEE_SCALAR = 10 ** 6;
    uint256 public constant MAX_FEE_SCALAR = 10 ** 11;
    /// @dev A step of 5 %.
    uint256 private constant FEE_SCALAR_STEP = 20;

    bytes32 private constant PRODUCER_TYPEHASH =
        keccak256("Producer(uint256 chainId,bytes32 prevBatchHash,bytes32 originHash)");

    uint256 public immutable maxOriginAge;
    uint256 public immutable blocksPerL1Block;
    uint64 public immutable initialFeeScalar;

    ISequencerPool public immutable sequencerPool;

    mapping(bytes32 batchHash => BatchRecord) private _batches;

    constructor(
        Parameters memory parameters,
        address comCo_,
        address l1StandardBridge_,
        ISequencerPool sequencerPool_
    )
        EIP712("MVM", "1")
        TransactionQueue(parameters.forcedInclusionDelay, comCo_, l1StandardBridge_)
    {
        uint256 age = parameters.maxOriginAge;
        uint64 scalar = parameters.initialFeeScalar;
        require(age > 0 && age <= L1History.LENGTH, ParameterOutOfRange(age));
        require(parameters.blocksPerL1Block > 0, ParameterOutOfRange(0));
        require(scalar >= MIN_FEE_SCALAR && scalar <= MAX_FEE_SCALAR, ParameterOutOfRange(scalar));
        maxOriginAge = age;
        blocksPerL1Block = parameters.blocksPerL1Block;
        initialFeeScalar = scalar;
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
    function batch(bytes32 batchHash) external view returns (BatchRecord memory record) {
        record = _batches[batchHash];
        require(record.blockCount != 0, UnknownBatch(batchHash));
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
