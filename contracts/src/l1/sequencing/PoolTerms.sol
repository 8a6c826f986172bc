// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../Parameters.sol";
import {MetisToken} from "../token/MetisToken.sol";
import {IEpochSeeds} from "./interfaces/IEpochSeeds.sol";
import {ISequencerPool} from "./interfaces/ISequencerPool.sol";

/// @notice What the parts of the pool share: the epochs, when a change counts, how long money is locked.
abstract contract PoolTerms is ISequencerPool {
    /// @notice Epochs from a change to the first in which it counts: the first whose preceding one starts
    /// after the change.
    uint256 public constant EFFECT_DELAY = 2;

    uint256 public immutable epochLength;
    uint256 public immutable deploymentBlock;
    uint256 public immutable unlockDelay;

    MetisToken public immutable metisToken;
    IEpochSeeds public immutable epochSeeds;

    constructor(Parameters memory parameters, MetisToken metisToken_, IEpochSeeds epochSeeds_) {
        metisToken = metisToken_;
        epochSeeds = epochSeeds_;
        // Kept here, because every batch asks for the epoch.
        epochLength = epochSeeds_.epochLength();
        deploymentBlock = epochSeeds_.deploymentBlock();
        unlockDelay = parameters.unlockDelaySeconds;
    }

    /// @inheritdoc ISequencerPool
    function currentEpoch() public view returns (uint256) {
        return epochAt(block.number);
    }

    /// @inheritdoc ISequencerPool
    function epochAt(uint256 l1BlockNumber) public view returns (uint256) {
        if (l1BlockNumber < deploymentBlock) return 0;
        return (l1BlockNumber - deploymentBlock) / epochLength;
    }

    /// @dev First epoch in which a change made now counts.
    function _effectiveEpoch() internal view returns (uint256) {
        return currentEpoch() + EFFECT_DELAY;
    }

    function _inRange(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        require(value >= min && value <= max, ParameterOutOfRange(value));
        return value;
    }
}
