// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, TaxBracket} from "../../../charter/Charter.sol";
import {Profile} from "../Profile.sol";

/// @notice The Comco protocol: creates DACs.
interface IComCo {
    /// @notice Profile dev exists on devnets only.
    error DevProfileRefused();
    /// @notice Only MetisDAO's timelock may do this.
    error NotMetisDAO(address caller);

    /// @notice When a DAC is created; who stores chains takes up a storage unit for it.
    event DACCreated(
        uint256 indexed chainId,
        address indexed creator,
        string slug,
        Profile profile,
        bytes32 charterHash
    );

    /// @notice When MetisDAO sets a DAC's tax rates: they are in force once the chain has consumed the element.
    event TaxRatesSent(uint256 indexed chainId, uint256 indexed queueIndex, TaxBracket[] taxrates);

    /// @notice Creates a DAC: a chain of its own, with its charter as the first thing on it. Burns the
    /// creation burn, in MT that the caller has approved.
    /// @param slug DNS label, not reserved and not taken.
    /// @param charter Within the bounds of `CharterRules`.
    function createDAC(string calldata slug, Charter calldata charter, Profile profile)
        external
        returns (uint256 chainId);

    /// @notice Replaces the tax brackets of a DAC. Only MetisDAO's timelock, whose delay is the notice that
    /// everybody on the DAC has.
    /// @param taxrates As `CharterRules.requireTaxRates` has it: rates at most 1000 basis points.
    /// @return queueIndex Of the element that brings them to the chain.
    function setTaxRates(uint256 chainId, TaxBracket[] calldata taxrates)
        external
        returns (uint256 queueIndex);

    /// @notice Output root of block 0 of a chain.
    function genesisOutputRoot(uint256 chainId) external pure returns (bytes32);

    /// @notice Seconds that a state batch of a DAC of this profile can be disputed.
    function windowOf(Profile profile) external view returns (uint256);
}
