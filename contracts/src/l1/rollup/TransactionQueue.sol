// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {SystemSenders} from "../../l2/SystemSenders.sol";
import {AddressAlias} from "./AddressAlias.sol";
import {GasBurn} from "./GasBurn.sol";
import {ICanonicalTransactionChain} from "./interfaces/ICanonicalTransactionChain.sol";

/// @notice The L1→L2 queue of every DAC, and what a batch must and may consume of it.
/// @dev An element that is enqueued is never changed; its hash chains on those of all before it.
abstract contract TransactionQueue is ICanonicalTransactionChain {
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

    /// @notice Largest gas limit of an element, and of all that a batch consumes.
    uint256 public constant MAX_QUEUE_GAS = 2 ** 24;
    /// @notice Most elements that a batch consumes.
    uint256 public constant MAX_QUEUE_ELEMENTS = 64;
    /// @notice Most bytes of an element's data: 60 KiB less the 154 that the rest of its encoding may take.
    uint256 public constant MAX_ELEMENT_DATA = 60 * 1024 - 154;
    uint256 private constant L1_GAS_DIVISOR = 32;

    uint256 public immutable forcedInclusionDelay;
    address public immutable comCo;
    address public immutable l1StandardBridge;

    mapping(uint256 chainId => Chain) internal _chains;
    mapping(uint256 chainId => mapping(uint256 queueIndex => QueueRecord)) internal _queues;

    constructor(uint256 forcedInclusionDelay_, address comCo_, address l1StandardBridge_) {
        forcedInclusionDelay = forcedInclusionDelay_;
        comCo = comCo_;
        l1StandardBridge = l1StandardBridge_;
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

    /// @dev Fills in the element's index and data hash.
    function _enqueue(Element memory element, bytes calldata data)
        internal
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

    function _emitEnqueued(Element memory element, bytes calldata data, bytes32 hashAfter)
        internal
    {
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

    function _chain(uint256 chainId) internal view returns (Chain storage chain) {
        chain = _chains[chainId];
        require(chain.tip != 0, UnknownChain(chainId));
    }

    /// @dev Consumes what was enqueued at or before the origin, within the caps, and leaves out nothing
    /// that is overdue at the origin and that the caps allow. The range is that of `queueEndRange`, of which
    /// only the two elements beside its end need to be read here.
    function _requireQueueEnd(Chain storage chain, BatchCommitment memory commitment)
        internal
        view
    {
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

    function _isOverdue(uint256 chainId, Chain storage chain) internal view returns (bool) {
        if (chain.queueStart == chain.queueLength) return false;
        return
            block.number > _queues[chainId][chain.queueStart].l1BlockNumber + forcedInclusionDelay;
    }

    /// @dev First element that a batch cannot consume, if it takes all up to the caps that were enqueued
    /// at or before an L1 block. What a batch cannot consume, none after it can be: bisection.
    function _lastQueueEnd(uint256 chainId, Chain storage chain, uint256 l1BlockNumber)
        internal
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

    function _queueHash(uint256 chainId, uint256 length) internal view returns (bytes32) {
        return length == 0 ? bytes32(0) : _queues[chainId][length - 1].queueHashAfter;
    }

    /// @dev Gas limits of a queue's first `length` elements.
    function _gasThrough(uint256 chainId, uint256 length) internal view returns (uint256) {
        return length == 0 ? 0 : _queues[chainId][length - 1].gasThrough;
    }
}
