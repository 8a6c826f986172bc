// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Transaction batches and the L1→L2 queue of every DAC. Nothing in it is ever deleted.
interface ICanonicalTransactionChain {
    /// @notice Where a chain stands: what the next batch continues.
    /// @param batchHash Of the last batch; bytes32(chainId) before the first.
    /// @param nextBlock First block of the next batch.
    /// @param queueStart First queue element that is not consumed.
    /// @param queueLength Elements ever enqueued.
    /// @param originNumber L1 block of the last batch's origin; that of the creation before the first.
    /// @param feeScalar Of the last batch, MT per ETH × 10^6.
    /// @param batchCount Batches appended, which is the next one's index.
    struct ChainTip {
        bytes32 batchHash;
        uint64 nextBlock;
        uint64 queueStart;
        uint64 queueLength;
        uint64 originNumber;
        uint64 feeScalar;
        uint64 batchCount;
    }

    /// @notice What is kept of a queue element.
    /// @param queueHashAfter The queue's hash with this element as its last.
    /// @param l1BlockNumber L1 block in which it was enqueued.
    /// @param gasThrough Gas limits of all elements up to and including this one.
    struct QueueRecord {
        bytes32 queueHashAfter;
        uint64 l1BlockNumber;
        uint192 gasThrough;
    }

    /// @notice What is kept of a batch, under its hash.
    /// @param l1BlockNumber L1 block in which it was appended.
    struct BatchRecord {
        uint64 chainId;
        uint64 firstBlock;
        uint32 blockCount;
        uint64 l1BlockNumber;
    }

    /// @notice All that decides a batch's blocks; its hash is their input commitment.
    struct BatchCommitment {
        bytes32 prevBatchHash;
        uint256 chainId;
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
    }

    /// @notice Only ComCo opens chains, and only the bridge says who an element is from.
    error NotAuthorized(address caller);
    error UnknownChain(uint256 chainId);
    error ChainExists(uint256 chainId);
    error ParameterOutOfRange(uint256 value);
    /// @notice An element's gas limit is below 21,000 + 40 for each byte, or above 2^24.
    error GasLimitOutOfRange(uint256 gasLimit, uint256 min, uint256 max);
    /// @notice The element would encode to more than 60 KiB.
    error DataTooLong(uint256 length, uint256 max);
    error QueueIndexOutOfRange(uint256 index, uint256 length);
    error UnknownBatch(bytes32 batchHash);
    /// @notice Another batch came first, or L1 was reorganised.
    error PrevBatchHashMismatch(bytes32 given, bytes32 tip);
    error PayloadTooLong(uint256 length, uint256 max);
    /// @notice The origin lies before the last batch's or too far back, or is no past block.
    error OriginOutOfRange(uint256 originNumber, uint256 min, uint256 max);
    /// @notice L1 has another block at that height.
    error OriginHashMismatch(uint256 originNumber, bytes32 given, bytes32 actual);
    error BlockCountOutOfRange(uint256 blockCount, uint256 max);
    error QueueEndOutOfRange(uint256 queueEnd, uint256 min, uint256 max);
    /// @notice The element was enqueued after the origin.
    error ElementAfterOrigin(uint256 queueIndex, uint256 l1BlockNumber);
    error TooManyElements(uint256 count, uint256 max);
    error TooMuchQueueGas(uint256 gas, uint256 max);
    /// @notice The batch must consume this element, which is overdue at its origin.
    error ForcedElementLeftOut(uint256 queueIndex);
    error FeeScalarOutOfRange(uint256 feeScalar, uint256 min, uint256 max);
    /// @notice Without a signature the coinbase is FeeVault.
    error ProducerNotFeeVault(address producer);
    error ProducerNotAssigned(address producer);
    error ProducerSignatureMismatch(address producer);
    /// @notice No element is overdue.
    error NothingOverdue(uint256 chainId);
    /// @notice The oldest element was enqueued after the given origin.
    error NothingToConsume(uint256 chainId, uint256 originNumber);

    /// @notice When an element enters a chain's queue.
    event TransactionEnqueued(
        uint256 indexed chainId,
        uint256 indexed queueIndex,
        address from,
        address sender,
        address to,
        uint256 mint,
        uint256 value,
        uint256 gasLimit,
        bool isSystem,
        bytes data,
        bytes32 queueHashAfter
    );

    /// @notice When a batch is appended; the payload stands in the transaction's calldata.
    event TransactionBatchAppended(
        uint256 indexed chainId,
        uint256 indexed batchIndex,
        bytes32 indexed batchHash,
        bytes32 prevBatchHash,
        uint256 firstBlock,
        uint256 blockCount,
        uint256 queueStart,
        uint256 queueEnd,
        bytes32 queueHashStart,
        bytes32 queueHashEnd,
        uint256 originNumber,
        bytes32 originHash,
        address producer,
        uint256 feeScalar,
        bytes32 payloadHash,
        address sequencer,
        bool isForced
    );

    /// @notice Opens a chain and enqueues its element 0, a system deposit. Only ComCo.
    function openChain(uint256 chainId, address to, uint256 gasLimit, bytes calldata data) external;

    /// @notice Sends a system deposit, which no charter binds, to a chain. Only ComCo. Burns gasLimit / 32 of
    /// L1 gas.
    /// @return queueIndex The element's.
    function enqueueSystem(uint256 chainId, address to, uint256 gasLimit, bytes calldata data)
        external
        returns (uint256 queueIndex);

    /// @notice Sends a transaction to a chain from L1: from the caller, or from its alias if it is a
    /// contract. Burns gasLimit / 32 of L1 gas.
    /// @param gasLimit From 21,000 + 40 for each byte of `data` to 2^24.
    /// @return queueIndex The element's.
    function enqueue(
        uint256 chainId,
        address to,
        uint256 value,
        uint256 gasLimit,
        bytes calldata data
    ) external returns (uint256 queueIndex);

    /// @notice Enqueues an element that mints. Only L1StandardBridge.
    /// @param from Account on L2 that sends the element and receives the mint.
    /// @param sender Account whose mask applies.
    function enqueueDeposit(
        uint256 chainId,
        address from,
        address sender,
        address to,
        uint256 mint,
        uint256 value,
        uint256 gasLimit,
        bytes calldata data
    ) external returns (uint256 queueIndex);

    /// @notice Appends a batch. Only who may post for the chain now, as a transaction's own call.
    /// @param prevBatchHash Hash of the batch that this one continues.
    /// @param queueEnd First element that it does not consume.
    /// @param producer Coinbase of its blocks: FeeVault, or the producer who signed `producerDigest`.
    /// @param producerSig 65 bytes, or empty for FeeVault.
    /// @param payload At most 64 KiB; never read here.
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
    ) external;

    /// @notice Appends one block that consumes queue elements up to the caps, while one is overdue. Anyone.
    function appendForced(uint256 chainId, uint256 originNumber, bytes32 originHash) external;

    function chainTip(uint256 chainId) external view returns (ChainTip memory);

    function chainExists(uint256 chainId) external view returns (bool);

    function queueRecord(uint256 chainId, uint256 queueIndex)
        external
        view
        returns (QueueRecord memory);

    /// @notice Hash of a queue's first `length` elements.
    function queueHash(uint256 chainId, uint256 length) external view returns (bytes32);

    /// @notice A batch by its hash. Reverts for one that was never appended.
    function batch(bytes32 batchHash) external view returns (BatchRecord memory);

    /// @notice L1 block of the oldest element that is not consumed; 0 if there is none.
    function oldestPendingL1Block(uint256 chainId) external view returns (uint256);

    /// @notice Whether `appendForced` is open to anyone.
    function isOverdue(uint256 chainId) external view returns (bool);

    /// @notice The least and the greatest `queueEnd` of a batch with the given origin.
    function queueEndRange(uint256 chainId, uint256 originNumber)
        external
        view
        returns (uint256 min, uint256 max);

    /// @notice The fee scalars that a batch may have if appended in the current epoch.
    function feeScalarRange(uint256 chainId) external view returns (uint256 min, uint256 max);

    /// @notice What a producer signs (EIP-712) when it opens a batch.
    function producerDigest(uint256 chainId, bytes32 prevBatchHash, bytes32 originHash)
        external
        view
        returns (bytes32);
}
