// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Parameters} from "../Parameters.sol";
import {L1History} from "../rollup/L1History.sol";
import {IEpochSeeds} from "./interfaces/IEpochSeeds.sol";

/// @notice Epochs, counted in L1 blocks from the deployment, and the random seed of each.
contract EpochSeeds is IEpochSeeds {
    using Checkpoints for Checkpoints.Trace208;
    using RLP for Memory.Slice;
    using Memory for Memory.Slice;

    /// @dev Where a header has mixHash, which is PREVRANDAO since the merge.
    uint256 private constant PREVRANDAO_FIELD = 13;

    uint256 public immutable epochLength;
    uint256 public immutable deploymentBlock;
    uint256 public immutable seedDepth;

    mapping(uint256 epoch => bytes32) private _stored;
    /// @dev The epochs whose seed is stored, in ascending order, each as key and as value.
    Checkpoints.Trace208 private _storedEpochs;

    constructor(Parameters memory parameters) {
        uint256 length = parameters.epochLength;
        uint256 depth = parameters.seedDepth;
        require(length > 0, ParameterOutOfRange(length));
        // There must be a block to record in, and no seed may be known before what it selects from is fixed:
        // at the start of the epoch before.
        require(
            depth >= 2 && depth <= length && depth <= L1History.LENGTH, ParameterOutOfRange(depth)
        );
        epochLength = length;
        seedDepth = depth;
        deploymentBlock = block.number;
        _store(0, blockhash(block.number - 1));
    }

    /// @inheritdoc IEpochSeeds
    function record(uint256 epoch, bytes calldata headerRlp) external {
        require(_stored[epoch] == 0, SeedAlreadyRecorded(epoch));
        uint256 start = startOf(epoch);
        uint256 source = start - seedDepth;
        require(
            block.number > source && block.number < start, RecordingClosed(epoch, source + 1, start)
        );
        bytes32 expected = L1History.blockHash(source);
        bytes32 actual = keccak256(headerRlp);
        require(actual == expected, HeaderMismatch(source, expected, actual));
        _store(epoch, keccak256(abi.encode(_prevRandao(headerRlp), epoch)));
    }

    /// @inheritdoc IEpochSeeds
    function settle(uint256 epoch) external {
        require(block.number >= startOf(epoch), SeedUnknown(epoch));
        if (epoch > _storedEpochs.latest()) _store(epoch, seed(epoch));
    }

    /// @inheritdoc IEpochSeeds
    function seed(uint256 epoch) public view returns (bytes32 found) {
        found = _stored[epoch];
        if (found != 0) return found;
        require(block.number >= startOf(epoch), SeedUnknown(epoch));
        uint256 known = _storedEpochs.upperLookupRecent(uint48(epoch));
        found = _stored[known];
        while (known < epoch) {
            known++;
            // keccak256(abi.encode(found, known)), in no new memory.
            found = Hashes.efficientKeccak256(found, bytes32(known));
        }
    }

    /// @inheritdoc IEpochSeeds
    function isKnown(uint256 epoch) external view returns (bool) {
        return _stored[epoch] != 0 || block.number >= startOf(epoch);
    }

    /// @inheritdoc IEpochSeeds
    function currentEpoch() external view returns (uint256) {
        return epochAt(block.number);
    }

    /// @inheritdoc IEpochSeeds
    function epochAt(uint256 l1BlockNumber) public view returns (uint256) {
        if (l1BlockNumber < deploymentBlock) return 0;
        return (l1BlockNumber - deploymentBlock) / epochLength;
    }

    /// @inheritdoc IEpochSeeds
    function startOf(uint256 epoch) public view returns (uint256) {
        return deploymentBlock + epoch * epochLength;
    }

    function _store(uint256 epoch, bytes32 value) private {
        _stored[epoch] = value;
        // Each seed has its own L1 blocks to be recorded in, so they come in the order of their epochs.
        _storedEpochs.push(uint48(epoch), uint208(epoch));
        emit SeedRecorded(epoch, value);
    }

    function _prevRandao(bytes memory headerRlp) private pure returns (bytes32) {
        Memory.Slice[] memory fields = RLP.decodeList(headerRlp);
        // One byte of prefix and 32 of value.
        require(
            fields.length > PREVRANDAO_FIELD && fields[PREVRANDAO_FIELD].length() == 33,
            MalformedHeader()
        );
        return fields[PREVRANDAO_FIELD].readBytes32();
    }
}
