// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Parameters} from "../Parameters.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {PoolTerms} from "./PoolTerms.sol";
import {IProducerPool} from "./interfaces/IProducerPool.sol";

/// @notice The accounts that order and seal for whichever DAC they are assigned to.
/// @dev Who counts in an epoch stands in the first `_counts` of `_places`, both as of that epoch: one who
/// leaves gives its place to the last.
abstract contract ProducerPool is IProducerPool, PoolTerms {
    using SafeERC20 for MetisToken;
    using SafeCast for uint256;
    using Checkpoints for Checkpoints.Trace160;

    uint256 public immutable producerBond;

    mapping(address account => Producer) private _producers;
    mapping(address account => uint256 place) private _placeOf;
    mapping(uint256 place => Checkpoints.Trace160) private _places;
    Checkpoints.Trace160 private _counts;

    constructor(Parameters memory parameters) {
        producerBond = _inRange(parameters.producerBond, 1, type(uint96).max);
    }

    /// @inheritdoc IProducerPool
    function registerProducer() external {
        require(_producers[msg.sender].bond == 0, AlreadyProducer(msg.sender));
        uint96 fromEpoch = uint96(_effectiveEpoch());
        uint256 place = _counts.latest();
        _producers[msg.sender].bond = uint96(producerBond);
        _placeOf[msg.sender] = place;
        _places[place].push(fromEpoch, uint160(msg.sender));
        _counts.push(fromEpoch, uint160(place + 1));
        emit ProducerRegistered(msg.sender, producerBond);
        metisToken.safeTransferFrom(msg.sender, address(this), producerBond);
    }

    /// @inheritdoc IProducerPool
    function leaveProducers() external {
        Producer storage leaving = _producers[msg.sender];
        require(leaving.bond != 0 && leaving.leftAt == 0, NotProducer(msg.sender));
        leaving.leftAt = uint64(block.timestamp);
        leaving.leftEpoch = uint64(currentEpoch());

        uint96 fromEpoch = uint96(_effectiveEpoch());
        uint256 place = _placeOf[msg.sender];
        uint256 last = _counts.latest() - 1;
        address moved = address(_places[last].latest());
        _placeOf[moved] = place;
        _places[place].push(fromEpoch, uint160(moved));
        _counts.push(fromEpoch, uint160(last));
        emit ProducerLeft(msg.sender);
    }

    /// @inheritdoc IProducerPool
    function withdrawProducerBond() external {
        Producer memory left = _producers[msg.sender];
        require(left.leftAt != 0, NotProducer(msg.sender));
        uint256 unlockedAt = left.leftAt + unlockDelay;
        uint256 fromEpoch = left.leftEpoch + EFFECT_DELAY;
        require(
            block.timestamp > unlockedAt && currentEpoch() >= fromEpoch,
            ProducerBondLocked(msg.sender, unlockedAt, fromEpoch)
        );
        delete _producers[msg.sender];
        emit ProducerBondReturned(msg.sender, left.bond);
        metisToken.safeTransfer(msg.sender, left.bond);
    }

    /// @inheritdoc IProducerPool
    function producer(address account) external view returns (Producer memory) {
        return _producers[account];
    }

    /// @inheritdoc IProducerPool
    function producerCountAt(uint256 epoch) public view returns (uint256) {
        return _counts.upperLookupRecent(uint96(epoch));
    }

    /// @inheritdoc IProducerPool
    function producerAt(uint256 epoch, uint256 index) public view returns (address) {
        return address(_places[index].upperLookupRecent(uint96(epoch)));
    }

    /// @dev One of an epoch's producers, each with the same chance; zero if there is none.
    function _drawProducer(bytes32 seed, uint256 epoch) internal view returns (address) {
        uint256 count = producerCountAt(epoch);
        return count == 0 ? address(0) : producerAt(epoch, uint256(seed) % count);
    }
}
