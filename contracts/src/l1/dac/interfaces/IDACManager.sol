// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Profile} from "../Profile.sol";

/// @notice The registry of all DACs.
interface IDACManager {
    /// @param creator Who created it, and may change the endpoints.
    /// @param createdAtBlock L1 block.
    /// @param charterHash keccak256(abi.encode(charter)) of the charter that it was created with.
    /// @param slug DNS label, its subdomain.
    /// @param rpcUrl Where its chain is served, as its creator says; not checked by anyone.
    struct DAC {
        address creator;
        uint64 createdAtBlock;
        Profile profile;
        bytes32 charterHash;
        string slug;
        string rpcUrl;
        string wsUrl;
    }

    /// @notice Only ComCo registers, only a DAC's creator sets its endpoints.
    error NotAuthorized(address caller);
    error UnknownChain(uint256 chainId);
    error ChainExists(uint256 chainId);
    error SlugTaken(string slug, uint256 chainId);
    error UrlTooLong(uint256 length, uint256 max);
    error IndexOutOfRange(uint256 index, uint256 count);

    /// @notice When the creator says where the chain is served.
    event EndpointsSet(uint256 indexed chainId, string rpcUrl, string wsUrl);

    /// @notice Registers a DAC under a slug that is valid and not taken. Only ComCo.
    function register(
        uint256 chainId,
        address creator,
        string calldata slug,
        Profile profile,
        bytes32 charterHash
    ) external;

    /// @notice Says where a DAC's chain is served. Only its creator.
    function setEndpoints(uint256 chainId, string calldata rpcUrl, string calldata wsUrl) external;

    /// @notice A DAC by its chainID. Reverts if there is none.
    function dac(uint256 chainId) external view returns (DAC memory);

    function exists(uint256 chainId) external view returns (bool);

    /// @notice ChainID of the DAC with a slug, 0 if there is none.
    function chainIdOf(string calldata slug) external view returns (uint256);

    function dacCount() external view returns (uint256);

    /// @notice ChainID of the DAC that was created as number `index`; 0 is MVM_RANGERS.
    function chainIdAt(uint256 index) external view returns (uint256);

    /// @notice Reverts, saying why, for a slug that no new DAC can have.
    function requireAvailable(string calldata slug) external view;
}
