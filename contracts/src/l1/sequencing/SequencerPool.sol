// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {Parameters} from "../Parameters.sol";
import {L1History} from "../rollup/L1History.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {IEpochSeeds} from "./interfaces/IEpochSeeds.sol";
import {ISequencerPool} from "./interfaces/ISequencerPool.sol";
import {PoolTerms} from "./PoolTerms.sol";
import {ProducerPool} from "./ProducerPool.sol";
import {SequencerBonds} from "./SequencerBonds.sol";
import {WeightedDraw} from "./WeightedDraw.sol";

/// @notice Stake of the sequencers, its allocation to DACs, and who may post for a DAC.
/// @dev MT held here = the sum of stakes and of producers' bonds.
contract SequencerPool is SequencerBonds, ProducerPool, EIP712 {
    using SafeERC20 for MetisToken;
    using SafeCast for uint256;

    /// @dev The first slot is all that a leader's post reads of it.
    struct Draw {
        address leader;
        uint88 threshold;
        bool isDrawn;
        address[3] backups;
        address producer;
    }

    uint256 public constant BACKUP_COUNT = 3;
    /// @notice An allocation weighs no more than this many thresholds.
    uint256 public constant MAX_WEIGHT_THRESHOLDS = 4;
    uint256 public constant MAX_ENDPOINT_LENGTH = 256;
    /// @notice What the reporter of an equivocation gets of the bond.
    uint256 public constant REWARD_PERCENT = 30;

    bytes32 private constant SEAL_TYPEHASH = keccak256(
        "BlockSeal(uint256 chainId,uint256 epoch,uint256 number,bytes32 parentHash,bytes32 blockHash,uint256 originNumber,bytes32 originHash)"
    );

    uint256 public immutable takeoverBlocks;
    address public immutable disputeGame;

    mapping(uint256 chainId => mapping(uint256 epoch => Draw)) private _draws;
    /// @inheritdoc ISequencerPool
    mapping(uint256 chainId => uint256 l1BlockNumber) public lastBatchAt;
    mapping(address account => string) private _endpoints;
    /// @dev By chain, epoch, parent and account.
    mapping(bytes32 offence => bool) private _isSlashed;

    constructor(
        Parameters memory parameters,
        MetisToken metisToken_,
        IEpochSeeds epochSeeds_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        address l1StandardBridge_,
        address disputeGame_
    )
        PoolTerms(parameters, metisToken_, epochSeeds_)
        SequencerBonds(
            parameters, canonicalTransactionChain_, stateCommitmentChain_, l1StandardBridge_
        )
        ProducerPool(parameters)
        EIP712("MVM", "1")
    {
        // A backup whose time is no shorter than the epoch could never post.
        takeoverBlocks = _inRange(parameters.takeoverBlocks, 1, parameters.epochLength - 1);
        disputeGame = disputeGame_;
    }

    /// @inheritdoc ISequencerPool
    function setEndpoint(string calldata endpoint) external {
        uint256 length = bytes(endpoint).length;
        require(length <= MAX_ENDPOINT_LENGTH, EndpointTooLong(length, MAX_ENDPOINT_LENGTH));
        _endpoints[msg.sender] = endpoint;
        emit EndpointSet(msg.sender, endpoint);
    }

    /// @inheritdoc ISequencerPool
    function draw(uint256 chainId, uint256 epoch) external returns (Selection memory) {
        Draw storage made = _draws[chainId][epoch];
        if (!made.isDrawn) {
            _requireChain(chainId);
            _draw(chainId, epoch, made);
        }
        return selection(chainId, epoch);
    }

    /// @inheritdoc ISequencerPool
    function recordPost(uint256 chainId, address account, bool isOpen)
        external
        returns (uint256 epoch)
    {
        bool isBatch = msg.sender == address(canonicalTransactionChain);
        require(isBatch || msg.sender == address(stateCommitmentChain), NotAuthorized(msg.sender));
        epoch = currentEpoch();
        if (!isOpen || !allocatesThreshold(chainId, account)) {
            Draw storage made = _draws[chainId][epoch];
            require(made.isDrawn, NotDrawn(chainId, epoch));
            require(_isSelected(chainId, epoch, made, account), NotSelected(chainId, account));
        }
        _allocations[chainId][account].lastPostAt = uint64(block.timestamp);
        if (isBatch) lastBatchAt[chainId] = block.number;
    }

    /// @inheritdoc ISequencerPool
    function slashEquivocation(
        BlockSeal calldata first,
        bytes calldata firstSignature,
        BlockSeal calldata second,
        bytes calldata secondSignature
    ) external {
        require(
            first.chainId == second.chainId && first.epoch == second.epoch
                && first.parentHash == second.parentHash && first.blockHash != second.blockHash,
            NoEquivocation()
        );
        address account = _signerOf(first, firstSignature);
        address other = _signerOf(second, secondSignature);
        require(account == other && account != address(0), SealSignatureMismatch(account, other));
        _requireCanonical(first.originNumber, first.originHash);
        _requireCanonical(second.originNumber, second.originHash);

        // What was slashed once is not slashed again when its owner comes back with a new bond.
        bytes32 offence =
            keccak256(abi.encode(first.chainId, first.epoch, first.parentHash, account));
        require(!_isSlashed[offence], AlreadySlashed(first.chainId, first.epoch, account));
        _isSlashed[offence] = true;

        uint256 amount = _forfeit(first.chainId, account);
        require(amount > 0, NothingToSlash(first.chainId, account));
        uint256 reward = amount * REWARD_PERCENT / 100;
        emit Slashed(first.chainId, account, msg.sender, amount, reward);
        metisToken.burn(amount - reward);
        metisToken.safeTransfer(msg.sender, reward);
    }

    /// @inheritdoc ISequencerPool
    function forfeit(uint256 chainId, address account) external returns (uint256 amount) {
        require(msg.sender == disputeGame, NotAuthorized(msg.sender));
        amount = _forfeit(chainId, account);
        emit Forfeited(chainId, account, amount);
        metisToken.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc ISequencerPool
    function mayPost(uint256 chainId, address account) external view returns (bool) {
        uint256 epoch = currentEpoch();
        Draw storage made = _draws[chainId][epoch];
        return made.isDrawn && _isSelected(chainId, epoch, made, account);
    }

    /// @inheritdoc ISequencerPool
    function mayProduce(uint256 chainId, uint256 originEpoch, address account)
        external
        view
        returns (bool)
    {
        return account != address(0) && _draws[chainId][originEpoch].producer == account;
    }

    /// @inheritdoc ISequencerPool
    function eligible(uint256 chainId, uint256 epoch)
        external
        view
        returns (address[] memory accounts, uint256[] memory weights)
    {
        return _weighted(chainId, epoch, thresholdAt(chainId, epoch));
    }

    /// @inheritdoc ISequencerPool
    function selection(uint256 chainId, uint256 epoch) public view returns (Selection memory) {
        Draw storage made = _draws[chainId][epoch];
        return Selection(made.isDrawn, made.leader, made.backups);
    }

    /// @inheritdoc ISequencerPool
    function producerOf(uint256 chainId, uint256 epoch) external view returns (address) {
        return _draws[chainId][epoch].producer;
    }

    /// @inheritdoc ISequencerPool
    function endpointOf(address account) external view returns (string memory) {
        return _endpoints[account];
    }

    /// @inheritdoc ISequencerPool
    function sealDigest(BlockSeal calldata blockSeal) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(SEAL_TYPEHASH, blockSeal)));
    }

    function _draw(uint256 chainId, uint256 epoch, Draw storage made) private {
        // Known only once the epoch before has begun: all that it selects from is fixed by then.
        bytes32 seed = keccak256(abi.encode(epochSeeds.seed(epoch), chainId));
        uint256 least = thresholdAt(chainId, epoch);
        (address[] memory accounts, uint256[] memory weights) = _weighted(chainId, epoch, least);
        address[] memory drawn = WeightedDraw.draw(seed, accounts, weights, 1 + BACKUP_COUNT);

        address[3] memory backups;
        for (uint256 i = 1; i < drawn.length; i++) {
            backups[i - 1] = drawn[i];
            made.backups[i - 1] = drawn[i];
        }
        made.leader = drawn.length == 0 ? address(0) : drawn[0];
        made.threshold = least.toUint88();
        made.isDrawn = true;
        emit Drawn(chainId, epoch, made.leader, backups);

        address assigned = _drawProducer(keccak256(abi.encode(seed)), epoch);
        if (assigned != address(0)) made.producer = assigned;
        emit ProducerDrawn(chainId, epoch, assigned);
    }

    function _weighted(uint256 chainId, uint256 epoch, uint256 least)
        private
        view
        returns (address[] memory accounts, uint256[] memory weights)
    {
        (accounts, weights) = _eligible(chainId, epoch, least);
        uint256 max = MAX_WEIGHT_THRESHOLDS * least;
        for (uint256 i = 0; i < weights.length; i++) {
            weights[i] = Math.min(weights[i], max);
        }
    }

    function _isSelected(uint256 chainId, uint256 epoch, Draw storage made, address account)
        private
        view
        returns (bool)
    {
        address leader = made.leader;
        if (leader == address(0)) return allocatesThreshold(chainId, account);
        // Less only after a slashing: until then the bond of who is drawn cannot be released.
        if (_allocations[chainId][account].bond < made.threshold) return false;
        if (account == leader) return true;
        uint256 since = Math.max(deploymentBlock + epoch * epochLength, lastBatchAt[chainId]);
        uint256 turns = (block.number - since) / takeoverBlocks;
        for (uint256 i = 0; i < turns && i < BACKUP_COUNT; i++) {
            if (made.backups[i] == account) return true;
        }
        return false;
    }

    function _signerOf(BlockSeal calldata blockSeal, bytes calldata signature)
        private
        view
        returns (address signer)
    {
        (signer,,) = ECDSA.tryRecover(sealDigest(blockSeal), signature);
    }

    function _requireCanonical(uint256 number, bytes32 hash) private view {
        require(hash != 0 && L1History.blockHash(number) == hash, OriginNotCanonical(number, hash));
    }
}
