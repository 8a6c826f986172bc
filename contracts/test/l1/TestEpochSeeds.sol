// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEpochSeeds} from "../../src/l1/sequencing/interfaces/IEpochSeeds.sol";

/// @notice Epochs of 20 L1 blocks whose seeds the test decides, or leaves to a hash of the epoch.
/// @dev Has what is asked of `IEpochSeeds`, but for recording.
contract TestEpochSeeds {
    uint256 public constant epochLength = 20;

    uint256 public immutable deploymentBlock = block.number;

    mapping(uint256 epoch => bytes32) private _seeds;

    function setSeed(uint256 epoch, bytes32 given) external {
        _seeds[epoch] = given;
    }

    function currentEpoch() external view returns (uint256) {
        return epochAt(block.number);
    }

    function epochAt(uint256 l1BlockNumber) public view returns (uint256) {
        if (l1BlockNumber < deploymentBlock) return 0;
        return (l1BlockNumber - deploymentBlock) / epochLength;
    }

    function startOf(uint256 epoch) public view returns (uint256) {
        return deploymentBlock + epoch * epochLength;
    }

    function isKnown(uint256 epoch) public view returns (bool) {
        return _seeds[epoch] != 0 || startOf(epoch) <= block.number;
    }

    function seed(uint256 epoch) external view returns (bytes32) {
        require(isKnown(epoch), IEpochSeeds.SeedUnknown(epoch));
        return _seeds[epoch] == 0 ? keccak256(abi.encode(epoch)) : _seeds[epoch];
    }
}
